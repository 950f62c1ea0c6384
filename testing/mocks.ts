import * as pulumi from "@pulumi/pulumi";

/** A resource as the program asked for it: what `setMocks` saw. Secrets are unwrapped, outputs resolved. */
export interface Registered {
  /** The type token, for example `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Top-level input keys whose value is, or holds, a secret. */
  readonly secretKeys: readonly string[];
  readonly custom: boolean;
  /** `urn::id` of an explicit provider; absent for the default one. */
  readonly provider?: string | undefined;
}

/** Answers to lookups, by token. A lookup that has none throws, so that no test passes on an invented value. */
export type Lookups = Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;

/** Everything one mocked program registered. */
export class World {
  constructor(readonly resources: readonly Registered[]) {}

  /** All resources of a type, in order of registration. */
  all(type: string): Registered[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of that type and logical name; throws, naming what is there, when it is missing. */
  one(type: string, name: string): Registered {
    const found = this.resources.filter((resource) => resource.type === type && resource.name === name);
    const [first] = found;
    if (found.length !== 1 || first === undefined) {
      const names = this.all(type).map((resource) => resource.name);
      throw new Error(
        `${found.length} resources of ${type} are named ${name}; there are: ${names.join(", ")}`,
      );
    }
    return first;
  }
}

/** Token prefixes that this program may register; anything else is a mistake in the component under test. */
const KNOWN = ["aws:", "eks:", "kubernetes:", "random:", "intelliguard:", "pulumi:"];

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A value with its secrets in clear, and whether there were any. */
function unwrap(value: unknown): { value: unknown; secret: boolean } {
  if (typeof value !== "object" || value === null) return { value, secret: false };
  if (Array.isArray(value)) {
    const items = value.map(unwrap);
    return { value: items.map((item) => item.value), secret: items.some((item) => item.secret) };
  }
  if (SIGNATURE in value && "value" in value) return { value: unwrap(value.value).value, secret: true };
  const fields = Object.entries(value).map(([key, field]) => [key, unwrap(field)] as const);
  return {
    value: Object.fromEntries(fields.map(([key, field]) => [key, field.value])),
    secret: fields.some(([, field]) => field.secret),
  };
}

/** What AWS computes for a type beyond an ARN and a name, where the program builds on it. */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": { cidrBlocks: ["3.5.80.0/21", "52.218.128.0/17"] },
};

/** Outputs AWS computes that the inputs do not hold; derived from the logical name so that they can be asserted. */
function outputs(args: pulumi.runtime.MockResourceArgs): Record<string, unknown> {
  const inputs = args.inputs as Record<string, unknown>;
  const arn = `arn:aws:mock:us-west-2:123456789012:${args.name}`;
  return { arn, name: args.name, ...COMPUTED[args.type], ...inputs };
}

/**
 * Runs a program under mocks and returns what it registered.
 *
 * Ids are `<logical name>-id`, ARNs end in the logical name. Throws what the program throws, and on a token
 * that nobody expects.
 *
 * @param program builds resources; what it returns is handed back with its outputs unresolved
 * @param lookups answers for `invoke`s by token
 */
export async function mocked<T>(
  program: () => T,
  lookups: Lookups = {},
  stack = "test",
): Promise<{ world: World; result: T }> {
  const resources: Registered[] = [];
  // The runtime turns an error thrown here into a rejection that nobody can await, so it is kept and thrown at the end.
  const failures: Error[] = [];
  const fail = (message: string): never => {
    const failure = new Error(message);
    failures.push(failure);
    throw failure;
  };
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        if (!KNOWN.some((prefix) => args.type.startsWith(prefix))) {
          fail(`no mock expects a resource of type ${args.type} (${args.name})`);
        }
        const inputs = args.inputs as Record<string, unknown>;
        resources.push({
          type: args.type,
          name: args.name,
          inputs: unwrap(inputs).value as Record<string, unknown>,
          secretKeys: Object.keys(inputs).filter((key) => unwrap(inputs[key]).secret),
          custom: args.custom ?? true,
          provider: args.provider === "" ? undefined : args.provider,
        });
        return { id: `${args.name}-id`, state: outputs(args) };
      },
      call: (args) => {
        const answer = lookups[args.token];
        if (answer === undefined)
          return fail(`no mock answers the lookup ${args.token}; add it to the test's lookups`);
        return answer(args.inputs as Record<string, unknown>);
      },
    },
    "intelliguard",
    stack,
    false,
  );
  let result: T | undefined;
  // The SDK takes a stack trace for every promise; mapping them all back to TypeScript is half the cost of a run.
  const mapped = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map(String)].join("\n    at ");
  try {
    await pulumi.runtime.runInPulumiStack(() => {
      result = program();
      return Promise.resolve({});
    });
    await pulumi.runtime.disconnect();
  } finally {
    if (mapped === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Object.defineProperty(Error, "prepareStackTrace", mapped);
  }
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map((failure) => failure.message).join("\n"));
  return { world: new World(resources), result: result as T };
}

/** The value of an output, once known. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => {
    pulumi.output(output).apply(resolve as (value: pulumi.Unwrap<T>) => void);
  });
}
