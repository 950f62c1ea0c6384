/** Goes wrong in the way that the stack's name says. */
import * as pulumi from "@pulumi/pulumi";

class Part extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("failing:index:Part", name, args, opts);
  }
}

function refersTo(stack: string): { other: pulumi.Output<unknown> } {
  return { other: new pulumi.StackReference(`organization/failing/${stack}`).getOutput("value") };
}

function throwDeep(): never {
  throw new Error("thrown on purpose");
}

const never = new Promise<string>(() => undefined);

const ways: Record<string, () => unknown> = {
  throws: () => {
    new Part("before");
    throwDeep();
  },
  rejects: () => void Promise.reject(new Error("rejected on purpose")),
  duplicate: () => [new Part("twice"), new Part("twice")],
  waits: () => {
    setInterval(() => undefined, 1000);
    new Part("held-up", { input: never });
  },
  drains: () => new Part("held-up", { fine: "yes", input: never }),
  spins: () => {
    new Part("before");
    setTimeout(() => {
      for (;;);
    }, 500);
  },
  exits: () => process.exit(3),
  lookup: () => pulumi.runtime.invoke("aws:index/getNowhere:getNowhere", {}),
  "circle-a": () => refersTo("circle-b"),
  "circle-b": () => refersTo("circle-a"),
  orphan: () => refersTo("nowhere"),
  logs: async () => {
    console.log("printed by the program");
    await pulumi.log.warn("a warning of the program", new Part("warned"));
    await pulumi.log.error("an error of the program");
  },
  runerror: () => {
    throw new pulumi.RunError("said without a stack");
  },
  leaks: () => {
    const password = pulumi.secret("hunter2-hunter2");
    new Part("holder", { password, nested: { list: [password] } });
    console.log("printed hunter2-hunter2");
    password.apply((clear) => {
      throw new Error(`cannot use ${clear}`);
    });
    return { password };
  },
  encrypted: () => new Part("key", { key: new pulumi.Config().requireSecret("key") }),
  good: async () => {
    new Part("fine");
    const { text } = await pulumi.runtime.serializeFunction(() => "serialized");
    if (!text.includes("serialized")) throw new Error("functions are not serialized");
    return { value: "from good", secret: pulumi.secret("good-secret") };
  },
  bystander: () => refersTo("good"),
};

// eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- every stack is in the table
export = ways[pulumi.getStack()]!;
