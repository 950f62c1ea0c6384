import { createRequire } from "node:module";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { putOff } from "./lazy";
import type { Job } from "./messages";
import type { Monitor } from "./monitor";
import type { Diagnostic } from "./resource";

/** The parts of the SDK that its own program runner uses, typed as far as they are needed here. */
interface Runtime {
  setMockOptions(
    monitor: object,
    project: string,
    stack: string,
    preview: boolean,
    organization: string,
  ): void;
  setAllConfig(config: Record<string, string>, secretKeys: string[]): void;
  runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
}
type Log = Record<"info" | "warn" | "error" | "debug", LogFunction>;
type LogFunction = (message: string, resource?: pulumi.Resource) => Promise<void>;
interface State {
  getStore: () => { logErrorCount: number; settings: { options: { rootDirectory: string } } };
}
interface ResourceModule {
  Resource: { stackTrace: () => unknown[] };
}
interface Debuggable {
  debuggablePromise: (promise: Promise<unknown>) => Promise<unknown>;
}
interface Registration {
  registerResource: Register;
}
type Register = (
  resource: object,
  parent: unknown,
  type: string,
  name: string,
  custom: boolean,
  remote: boolean,
  newDependency: unknown,
  props: object,
  ...rest: unknown[]
) => void;

/** A resource that the program has made and the engine has not seen yet: some input of it is still awaited. */
export interface Awaited {
  readonly type: string;
  readonly name: string;
  readonly props: object;
}

/** The organization that a local backend has. */
const ORGANIZATION = "organization";

/**
 * The SDK that the program itself will load, prepared to run it against a monitor of ours.
 *
 * The program stays as it is; what changes is what lies beneath it.
 */
export class Program {
  readonly #require: NodeJS.Require;
  readonly #runtime: Runtime;
  readonly #awaited = new Map<object, Awaited>();
  #exported: unknown;

  constructor(
    private readonly job: Job,
    diagnose: (diagnostic: Diagnostic) => void,
  ) {
    this.#require = createRequire(join(job.root, "package.json"));
    // Only serializing functions needs these, and they take longer to load than all the rest of the SDK.
    const sdk = this.#require.resolve("@pulumi/pulumi/package.json");
    for (const id of ["./typescript-shim", "@npmcli/arborist"]) putOff(sdk, id);
    this.#runtime = this.#require("@pulumi/pulumi/runtime") as Runtime;
    this.#redirectLog(diagnose);
    this.#watchRegistrations();
    this.#lighten();
  }

  /** Runs the program to its end. */
  run(monitor: Monitor): Promise<unknown> {
    const { project, stack, config, root } = this.job;
    this.#runtime.setMockOptions(monitor, project, stack, true, ORGANIZATION);
    const { getStore } = this.#require("@pulumi/pulumi/runtime/state") as State;
    getStore().settings.options.rootDirectory = root;
    const texts = Object.fromEntries(Object.entries(config).map(([key, { text }]) => [key, text]));
    this.#runtime.setAllConfig(
      texts,
      Object.keys(config).filter((key) => config[key]?.secret === true),
    );
    return this.#runtime.runInPulumiStack(async () => {
      const exported: unknown = this.#require(this.job.main);
      this.#exported = await (typeof exported === "function" ? (exported as () => unknown)() : exported);
      return this.#exported;
    });
  }

  /** Tells the runtime that an error was reported; it then keeps silent about promises that are left over. */
  noteError(): void {
    const { getStore } = this.#require("@pulumi/pulumi/runtime/state") as State;
    getStore().logErrorCount += 1;
  }

  /** Resources whose registration the engine has not received. */
  get awaited(): readonly Awaited[] {
    return [...this.#awaited.values()];
  }

  /** Names of the stack's outputs that are secret, known or not. */
  async secretOutputs(): Promise<string[]> {
    const { Output } = this.#require("@pulumi/pulumi") as typeof pulumi;
    const names: string[] = [];
    for (const [name, value] of Object.entries((this.#exported ?? {}) as Record<string, unknown>)) {
      if (!Output.isInstance(value)) continue;
      if (await (value as unknown as { isSecret: Promise<boolean> }).isSecret) names.push(name);
    }
    return names;
  }

  /** Whether the error is one whose stack says nothing to the user. */
  hidesStack(error: Error): boolean {
    const { RunError, ResourceError } = this.#require("@pulumi/pulumi") as typeof pulumi;
    if (RunError.isInstance(error)) return true;
    return ResourceError.isInstance(error) && (error as { hideStack?: boolean }).hideStack === true;
  }

  #redirectLog(diagnose: (diagnostic: Diagnostic) => void): void {
    const log = this.#require("@pulumi/pulumi/log") as Log;
    const redirect =
      (severity: Diagnostic["severity"]): LogFunction =>
      async (message, resource) => {
        const urn = await (resource?.urn as unknown as { promise(): Promise<string> } | undefined)?.promise();
        diagnose({ severity, message, urn });
      };
    log.info = redirect("info");
    log.warn = redirect("warning");
    log.error = redirect("error");
    log.debug = () => Promise.resolve();
  }

  /**
   * Leaves out what the runtime computes for others: source positions, which a preview does not show, and the stack
   * of every promise, which finds promises that never settle; here the resources behind those are named instead.
   */
  #lighten(): void {
    (this.#require("@pulumi/pulumi/resource") as ResourceModule).Resource.stackTrace = () => [];
    const debuggable = this.#require("@pulumi/pulumi/runtime/debuggable") as Debuggable;
    debuggable.debuggablePromise = (promise) => promise;
  }

  /** Between a resource's constructor and its registration lie its inputs: remember who is waiting there. */
  #watchRegistrations(): void {
    const registration = this.#require("@pulumi/pulumi/runtime/resource") as Registration;
    const register = registration.registerResource;
    registration.registerResource = (
      resource,
      parent,
      type,
      name,
      custom,
      remote,
      dependency,
      props,
      ...rest
    ) => {
      this.#awaited.set(resource, { type, name, props });
      register(resource, parent, type, name, custom, remote, dependency, props, ...rest);
      const { urn } = resource as { urn: { promise(): Promise<unknown> } };
      const settled = (): boolean => this.#awaited.delete(resource);
      urn.promise().then(settled, settled);
    };
  }
}
