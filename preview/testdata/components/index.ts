import * as pulumi from "@pulumi/pulumi";

class Box extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    super("components:index:Box", name, args, opts);
    this.registerOutputs({ sealed: true });
  }
}

const zones = new pulumi.Config().requireObject<string[]>("zones");
const outer = new Box("outer", { label: "outer", zones }, { protect: true });
const inner = new Box("inner", { label: pulumi.secret("inner-secret"), outer }, { parent: outer });
new Box("after", { label: inner.urn, count: 3 }, { dependsOn: [inner], aliases: [{ name: "before" }] });

export const label = "outer";
export const token = pulumi.secret("token-secret");
