import { expect } from "chai";
import fc from "fast-check";
import { mocked, valueOf, type World } from "../../testing/mocks";
import { Bastion, type BastionArgs, peopleTrust, Runner, type RunnerArgs } from "./index";
import { MANAGEMENT_PORTS, shellDocument, tunnelDocument } from "./session-documents";
import { peopleProblems } from "./trust";

const SSO =
  "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/us-west-2/AWSReservedSSO_PlatformAdmin_0123456789abcdef";
const USER = "arn:aws:iam::123456789012:user/ada";

const common = {
  accountId: "123456789012",
  region: "us-west-2",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  logKeyArn: "arn:aws:kms:us-west-2:123456789012:key/logs",
  logRetentionDays: 365,
  protect: true,
};
const bastion: BastionArgs = {
  ...common,
  clusterName: "intelliguard-production",
  securityGroupId: "sg-bastion",
  instanceType: "t3.micro",
  architecture: "x86_64",
  volumeKeyArn: "arn:aws:kms:us-west-2:123456789012:key/volumes",
  sessionKeyArn: "arn:aws:kms:us-west-2:123456789012:key/sessions",
  administrators: [SSO],
  identityCenter: true,
  tags: { Environment: "production" },
};
const runner: RunnerArgs = {
  ...common,
  projectName: "intelliguard-production-runner",
  repository: "https://github.com/company/intelliguard-aws",
  connected: true,
  connectionArn: "arn:aws:codeconnections:us-west-2:123456789012:connection/1",
  vpcId: "vpc-1",
  securityGroupId: "sg-runner",
  computeType: "BUILD_GENERAL1_MEDIUM",
  buildKeyArn: "arn:aws:kms:us-west-2:123456789012:key/builds",
};

interface Statement {
  readonly Sid?: string;
  readonly Principal?: unknown;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}
function statements(world: World, type: string, name: string, key: string): Statement[] {
  const { inputs } = world.one(type, name);
  return (JSON.parse(inputs[key] as string) as { Statement: Statement[] }).Statement;
}
const granted = (world: World, name: string) =>
  statements(world, "aws:iam/rolePolicy:RolePolicy", name, "policy");
const trusted = (world: World, name: string) =>
  statements(world, "aws:iam/role:Role", name, "assumeRolePolicy");
const bySid = (all: readonly Statement[], sid: string): Statement => {
  const found = all.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`no statement ${sid}`);
  return found;
};
/** Whether the one was registered after the other, as what depends on it is. */
const follows = (world: World, later: string, earlier: string): boolean => {
  const order = world.resources.map(({ type, name }) => `${type} ${name}`);
  if (!order.includes(later) || !order.includes(earlier))
    throw new Error(`${later} or ${earlier} is missing`);
  return order.indexOf(later) > order.indexOf(earlier);
};
const failureOf = (program: () => unknown) =>
  mocked(program).then(
    () => "no error",
    (error: unknown) => String(error),
  );

describe("peopleTrust", () => {
  it("asks users for a second factor not older than an hour", () => {
    expect(peopleTrust({ administrators: [USER], identityCenter: false }).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { AWS: [USER] },
        Action: "sts:AssumeRole",
        Condition: {
          Bool: { "aws:MultiFactorAuthPresent": "true" },
          NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
        },
      },
    ]);
  });

  it("admits any role of the permission set in Identity Center, and asks for no MFA key", () => {
    const [statement] = peopleTrust({ administrators: [SSO], identityCenter: true }).Statement;
    expect(statement?.Principal).to.deep.equal({ AWS: ["arn:aws:iam::123456789012:root"] });
    expect(statement?.Condition).to.deep.equal({
      ArnLike: {
        "aws:PrincipalArn": [
          "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_PlatformAdmin_*",
        ],
      },
    });
  });

  it("always has a condition", () => {
    const people = fc.oneof(
      fc.record({ administrators: fc.constant([USER]), identityCenter: fc.constant(false) }),
      fc.record({ administrators: fc.constant([SSO]), identityCenter: fc.constant(true) }),
    );
    fc.assert(
      fc.property(people, (args) => {
        for (const { Condition } of peopleTrust(args).Statement) expect(Condition).not.to.be.empty;
      }),
    );
  });

  it("refuses principals that could never show a second factor", () => {
    expect(peopleProblems({ administrators: [USER], identityCenter: true })).to.have.length(1);
    expect(peopleProblems({ administrators: [SSO], identityCenter: false })[0]).to.match(/second factor/);
    expect(peopleProblems({ administrators: ["ada"], identityCenter: false })[0]).to.match(/write the ARN/);
    expect(peopleProblems({ administrators: [], identityCenter: true })[0]).to.match(/at least one/);
    expect(peopleProblems({ administrators: [SSO], identityCenter: true })).to.deep.equal([]);
    expect(peopleProblems({ administrators: [USER], identityCenter: false })).to.deep.equal([]);
  });
});

describe("session documents", () => {
  it("record every shell, encrypted on the way and at rest", () => {
    expect(shellDocument("/group", "arn:key").inputs).to.deep.include({
      cloudWatchLogGroupName: "/group",
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: "arn:key",
      runAsEnabled: false,
    });
  });

  it("let tunnels reach the document's management ports only", () => {
    expect(MANAGEMENT_PORTS).to.deep.equal([22, 443]);
    const allowed = new RegExp(tunnelDocument().parameters.portNumber.allowedPattern);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65535 }), (port) => {
        expect(allowed.test(String(port))).to.equal(port === 22 || port === 443);
      }),
    );
  });

  it("take hosts that are names or addresses, and nothing a shell could mistake", () => {
    const allowed = new RegExp(tunnelDocument().parameters.host.allowedPattern);
    for (const host of ["10.0.10.7", "ABC.gr7.us-west-2.eks.amazonaws.com"]) expect(host).to.match(allowed);
    for (const host of ["", "-x", "a b", "a;b", "$(a)"]) expect(host).not.to.match(allowed);
  });
});

describe("Bastion", () => {
  let world: World;
  let result: Bastion;
  before(async () => ({ world, result } = await mocked(() => new Bastion("bastion", bastion))));

  it("is one instance of Amazon Linux 2023 in the management subnets, replaced when it fails or ages", () => {
    expect(world.one("aws:autoscaling/group:Group", "bastion-instance").inputs).to.deep.include({
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      vpcZoneIdentifiers: ["subnet-a", "subnet-b", "subnet-c"],
      maxInstanceLifetime: 14 * 86400,
    });
    const { inputs } = world.one("aws:ec2/launchTemplate:LaunchTemplate", "bastion-instance");
    expect(inputs.imageId).to.equal(
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    );
    expect(inputs.vpcSecurityGroupIds).to.deep.equal(["sg-bastion"]);
    expect(inputs).not.to.have.any.keys("keyName", "userData", "networkInterfaces");
  });

  it("asks for metadata tokens, and encrypts its volume with the customer key", () => {
    const { inputs } = world.one("aws:ec2/launchTemplate:LaunchTemplate", "bastion-instance");
    expect(inputs.metadataOptions).to.deep.include({ httpTokens: "required", httpPutResponseHopLimit: 1 });
    const [disk] = inputs.blockDeviceMappings as { ebs: Record<string, unknown> }[];
    expect(disk?.ebs).to.deep.include({
      encrypted: "true",
      kmsKeyId: bastion.volumeKeyArn,
      volumeType: "gp3",
    });
  });

  it("carries the tag by which the management role knows it, and the environment's own tags", () => {
    const { inputs } = world.one("aws:ec2/launchTemplate:LaunchTemplate", "bastion-instance");
    const specs = inputs.tagSpecifications as { resourceType: string; tags: Record<string, string> }[];
    const tagsOf = (kind: string) => specs.find(({ resourceType }) => resourceType === kind)?.tags;
    const condition = bySid(granted(world, "bastion-management"), "StartSessionsOnBastions").Condition;
    expect(tagsOf("instance")).to.include({ "intelliguard:access": "bastion", Environment: "production" });
    expect(tagsOf("volume")).to.include({ Environment: "production" });
    expect(condition?.StringEquals).to.deep.equal({ "ssm:resourceTag/intelliguard:access": "bastion" });
  });

  it("lets managers start sessions by its own documents only, and end only their own", () => {
    const all = granted(world, "bastion-management");
    expect(bySid(all, "StartSessionsOnBastions").Condition?.BoolIfExists).to.deep.equal({
      "ssm:SessionDocumentAccessCheck": "true",
    });
    const documents = bySid(all, "UseTheDocuments").Resource as string[];
    expect(documents.map((arn) => arn.split(":").at(-1))).to.deep.equal(["bastion-shell", "bastion-tunnel"]);
    expect(bySid(all, "EndOwnSessions").Condition?.StringLike).to.deep.equal({
      "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}",
    });
    expect(bySid(all, "OpenOwnSessions").Resource).to.match(/session\/\$\{aws:userid\}-\*$/);
  });

  it("lets managers look up this cluster, for their kubeconfig, and no other", () => {
    const find = bySid(granted(world, "bastion-management"), "FindCluster");
    expect(find).to.include({
      Action: "eks:DescribeCluster",
      Resource: "arn:aws:eks:us-west-2:123456789012:cluster/intelliguard-production",
    });
  });

  it("is trusted by people under a condition, and by EC2 for the instance", () => {
    expect(trusted(world, "bastion-management")[0]?.Condition).to.have.key("ArnLike");
    expect(trusted(world, "bastion-instance")[0]?.Principal).to.deep.equal({ Service: "ec2.amazonaws.com" });
  });

  it("records sessions in an encrypted log group, which the document names", () => {
    expect(world.one("aws:cloudwatch/logGroup:LogGroup", "bastion-sessions").inputs).to.deep.include({
      name: "/intelliguard-production/sessions",
      kmsKeyId: bastion.logKeyArn,
      retentionInDays: 365,
    });
    const { inputs } = world.one("aws:ssm/document:Document", "bastion-shell");
    expect(inputs.documentType).to.equal("Session");
    expect(JSON.parse(inputs.content as string)).to.deep.equal(
      shellDocument("/intelliguard-production/sessions", bastion.sessionKeyArn as string),
    );
  });

  it("grants no wildcard action, and every resource only where AWS knows none", () => {
    for (const name of ["bastion-management", "bastion-instance"]) {
      for (const { Sid, Action, Resource } of granted(world, name)) {
        expect([Action].flat().join(), Sid).not.to.contain("*");
        if (Resource === "*") expect(["SessionManager", "FindBastions"]).to.include(Sid);
      }
    }
  });

  it("returns what people need to get in", async () => {
    expect(await valueOf(result.managementRoleArn)).to.match(/bastion-management$/);
    expect(await valueOf(result.shellDocument)).to.equal("intelliguard-production-shell");
    expect(await valueOf(result.tunnelDocument)).to.equal("intelliguard-production-tunnel");
    expect(await valueOf(result.logGroup)).to.equal("/intelliguard-production/sessions");
  });

  it("starts once its role may open channels", () => {
    const group = "aws:autoscaling/group:Group bastion-instance";
    expect(follows(world, group, "aws:iam/rolePolicy:RolePolicy bastion-instance")).to.equal(true);
  });

  it("asks for MFA without Identity Center", async () => {
    const people = { administrators: [USER], identityCenter: false };
    const { world: plain } = await mocked(() => new Bastion("bastion", { ...bastion, ...people }));
    expect(trusted(plain, "bastion-management")[0]?.Condition?.Bool).to.deep.equal({
      "aws:MultiFactorAuthPresent": "true",
    });
  });

  it("reports every wrong arg at once", async () => {
    const wrong = {
      ...bastion,
      accountId: "1",
      subnetIds: [],
      instanceType: "small",
      administrators: [USER],
    };
    const failure = await failureOf(() => new Bastion("bastion", wrong));
    for (const key of ["accountId", "subnetIds", "instanceType", "administrators"]) {
      expect(failure).to.contain(`bastion: ${key}`);
    }
  });
});

describe("Runner", () => {
  let world: World;
  let result: Runner;
  before(async () => ({ world, result } = await mocked(() => new Runner("runner", runner))));

  it("builds in the management subnets, with an encrypted log", () => {
    const { inputs } = world.one("aws:codebuild/project:Project", "runner");
    expect(inputs).to.deep.include({
      name: "intelliguard-production-runner",
      encryptionKey: runner.buildKeyArn,
      vpcConfig: {
        vpcId: "vpc-1",
        subnets: ["subnet-a", "subnet-b", "subnet-c"],
        securityGroupIds: ["sg-runner"],
      },
    });
    expect(inputs.environment).to.deep.include({ privilegedMode: false, type: "LINUX_CONTAINER" });
    expect(inputs.source).to.deep.include({
      type: "GITHUB",
      location: "https://github.com/company/intelliguard-aws.git",
      auth: { type: "CODECONNECTIONS", resource: runner.connectionArn },
    });
    expect(world.one("aws:cloudwatch/logGroup:LogGroup", "runner-builds").inputs.kmsKeyId).to.equal(
      runner.logKeyArn,
    );
  });

  it("is made once its role may stand in the VPC", () => {
    const project = "aws:codebuild/project:Project runner";
    expect(follows(world, project, "aws:iam/rolePolicy:RolePolicy runner")).to.equal(true);
  });

  it("starts for queued workflow jobs and nothing else", () => {
    expect(world.one("aws:codebuild/webhook:Webhook", "runner").inputs.filterGroups).to.deep.equal([
      { filters: [{ type: "EVENT", pattern: "WORKFLOW_JOB_QUEUED" }] },
    ]);
  });

  it("is trusted by CodeBuild for this project of this account", () => {
    expect(trusted(world, "runner")[0]?.Condition).to.deep.equal({
      StringEquals: {
        "aws:SourceAccount": "123456789012",
        "aws:SourceArn": "arn:aws:codebuild:us-west-2:123456789012:project/intelliguard-production-runner",
      },
    });
  });

  it("makes interfaces in its subnets only, and hands them to CodeBuild only", () => {
    const hand = bySid(granted(world, "runner"), "HandInterfacesToCodeBuild");
    expect(hand.Condition).to.deep.equal({
      StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" },
      ArnEquals: {
        "ec2:Subnet": ["a", "b", "c"].map(
          (letter) => `arn:aws:ec2:us-west-2:123456789012:subnet/subnet-${letter}`,
        ),
      },
    });
    expect(bySid(granted(world, "runner"), "CreateInterfaces").Resource).to.include(
      "arn:aws:ec2:us-west-2:123456789012:security-group/sg-runner",
    );
  });

  it("becomes the stated deployment roles, and none when none is stated", async () => {
    expect(granted(world, "runner").flatMap(({ Action }) => Action)).not.to.include("sts:AssumeRole");
    const deploymentRoleArns = ["arn:aws:iam::123456789012:role/deploy"];
    const { world: deploying } = await mocked(() => new Runner("runner", { ...runner, deploymentRoleArns }));
    const become = granted(deploying, "runner").filter(({ Action }) =>
      [Action].flat().includes("sts:AssumeRole"),
    );
    expect(become.map(({ Resource }) => Resource)).to.deep.equal([deploymentRoleArns]);
  });

  it("has no webhook before a person has completed the connection", async () => {
    const { world } = await mocked(() => new Runner("runner", { ...runner, connected: false }));
    expect(world.all("aws:codebuild/webhook:Webhook")).to.be.empty;
    expect(world.all("aws:codebuild/project:Project")).to.have.lengthOf(1);
  });

  it("names the connection to CodeBuild only once it is completed: a pending one has no token to give", async () => {
    const { world } = await mocked(() => new Runner("runner", { ...runner, connected: false }));
    const { source } = world.one("aws:codebuild/project:Project", "runner").inputs;
    expect(source).to.have.property("location", "https://github.com/company/intelliguard-aws.git");
    expect(source).not.to.have.property("auth");
  });

  it("uses the given connection, and makes one otherwise", async () => {
    const CONNECTION = "aws:codeconnections/connection:Connection";
    expect(world.all(CONNECTION)).to.deep.equal([]);
    expect(await valueOf(result.connectionArn)).to.equal(runner.connectionArn);
    const without = { ...runner, connectionArn: undefined };
    const { world: made } = await mocked(() => new Runner("runner", without));
    expect(made.one(CONNECTION, "runner").inputs.providerType).to.equal("GitHub");
  });

  it("grants no wildcard action, and every resource only where EC2 knows none", () => {
    for (const { Sid, Action, Resource } of granted(world, "runner")) {
      expect([Action].flat().join(), Sid).not.to.contain("*");
      if (Resource === "*") expect(Sid).to.equal("LookAtTheNetwork");
    }
  });

  it("reports every wrong arg at once", async () => {
    const wrong = {
      ...runner,
      accountId: "1",
      projectName: "a b",
      repository: "git@github.com:a/b",
      subnetIds: [],
    };
    const failure = await failureOf(() => new Runner("runner", wrong));
    for (const key of ["accountId", "projectName", "repository", "subnetIds"]) {
      expect(failure).to.contain(`runner: ${key}`);
    }
  });
});
