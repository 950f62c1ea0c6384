import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";
class Network extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("sample:network:Network", name, { zones: 2 }, opts);
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this, protect: true });
    new aws.ec2.Subnet(
      `${name}-a`,
      { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" },
      { parent: this, dependsOn: [vpc], aliases: [{ name: "old" }] },
    );
    this.registerOutputs({ vpcId: vpc.id });
  }
}
const network = new Network("network");
const east = new aws.s3.Bucket(
  "east",
  { region: "us-east-1", forceDestroy: false },
  { retainOnDelete: true, dependsOn: [network] },
);
const password = new random.RandomPassword("password", { length: 20 });
new aws.ssm.Parameter("p", { type: "SecureString", value: password.result });
new aws.ssm.Parameter("q", { type: "SecureString", value: pulumi.secret("plain-secret") });
export const bucket = east.bucket;
export const pw = password.result;
export const region = "us-west-2";
