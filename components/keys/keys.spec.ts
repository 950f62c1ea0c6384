import { expect } from "chai";
import { mocked, valueOf } from "../../testing/mocks";
import { KEY_CLASSES, type KeyClass, keyPolicy, Keys, type KeyStatement } from "./index";

const scope = { accountId: "123456789012", region: "us-west-2" };
const statement = (keyClass: KeyClass, sid: string): KeyStatement => {
  const found = keyPolicy(keyClass, scope).Statement.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`${keyClass} has no statement ${sid}`);
  return found;
};

describe("keyPolicy", () => {
  for (const keyClass of KEY_CLASSES) {
    it(`of ${keyClass} lets the account administer the key, so that nobody is locked out`, () => {
      const administer = statement(keyClass, "AdministerByAccount");
      expect(administer.Principal).to.deep.equal({ AWS: "arn:aws:iam::123456789012:root" });
      expect(administer.Action).to.include.members(["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]);
      expect(administer.Action).not.to.include.members(["kms:Decrypt"]);
    });

    it(`of ${keyClass} has no wildcard action, and every statement its own name`, () => {
      const { Statement } = keyPolicy(keyClass, scope);
      for (const { Action } of Statement) expect(Action.join()).not.to.contain("*");
      expect(new Set(Statement.map(({ Sid }) => Sid)).size).to.equal(Statement.length);
    });

    it(`of ${keyClass} binds every principal that is not the account itself to a condition`, () => {
      for (const { Sid, Principal, Condition } of keyPolicy(keyClass, scope).Statement) {
        if ("AWS" in Principal && Principal.AWS.endsWith(":root")) continue;
        expect(Condition, Sid).not.to.equal(undefined);
        expect(JSON.stringify(Condition), Sid).to.contain(scope.accountId);
      }
    });
  }

  it("lets CloudWatch Logs use the logs key for log groups of the account and region only", () => {
    const encrypt = statement("logs", "EncryptLogGroups");
    expect(encrypt.Principal).to.deep.equal({ Service: "logs.us-west-2.amazonaws.com" });
    expect(encrypt.Condition).to.deep.equal({
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-west-2:123456789012:log-group:*",
      },
    });
  });

  it("lets Auto Scaling launch encrypted volumes, naming its role in a condition", () => {
    const role =
      "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    expect(statement("volumes", "UseByAutoScaling").Condition).to.deep.equal({
      StringEquals: { "kms:CallerAccount": "123456789012" },
      ArnEquals: { "aws:PrincipalArn": role },
    });
    const grant = statement("volumes", "GrantByAutoScaling");
    expect(grant.Action).to.deep.equal(["kms:CreateGrant"]);
    expect(grant.Condition).to.deep.include({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("lets roles use the volumes key through EC2 only", () => {
    for (const sid of ["UseThroughEbsByRolesThatMay", "GrantThroughEbsByRolesThatMay"]) {
      expect(statement("volumes", sid).Condition).to.deep.include({
        StringEquals: { "kms:ViaService": "ec2.us-west-2.amazonaws.com" },
      });
    }
  });

  it("lets the cluster's creator grant EKS the kubernetes key, by IAM and without the condition that EKS refuses", () => {
    const grant = statement("kubernetes", "GrantToEks");
    expect(grant.Action).to.deep.equal(["kms:CreateGrant"]);
    expect(grant.Principal).to.deep.equal({ AWS: "arn:aws:iam::123456789012:root" });
    expect(grant).not.to.have.property("Condition");
  });
});

describe("Keys", () => {
  const args = { ...scope, classes: ["logs", "kubernetes", "volumes"], protect: true } as const;

  it("makes a rotated key with an alias for each class, and for no other", async () => {
    const { world, result } = await mocked(() => new Keys("keys", args));
    expect(world.all("aws:kms/key:Key").map(({ name }) => name)).to.deep.equal([
      "keys-logs",
      "keys-kubernetes",
      "keys-volumes",
    ]);
    const { inputs } = world.one("aws:kms/key:Key", "keys-volumes");
    expect(inputs).to.deep.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(JSON.parse(inputs.policy as string)).to.deep.equal(keyPolicy("volumes", scope));
    expect(world.one("aws:kms/alias:Alias", "keys-logs").inputs.name).to.equal("alias/intelliguard-logs");
    expect(await valueOf(result.arns.kubernetes)).to.match(/keys-kubernetes$/);
    expect(result.arns).to.have.all.keys("logs", "kubernetes", "volumes");
  });

  it("reports every wrong arg at once, before the first resource", async () => {
    const wrong = { accountId: "12", region: "Oregon", classes: ["logs", "logs", "wine"], protect: false };
    const failed = await mocked(() => new Keys("keys", wrong as never)).catch((e: unknown) => e);
    expect(String(failed)).to.match(/accountId.*twelve digits, not "12"/);
    expect(String(failed)).to.match(/region.*not "Oregon"/);
    expect(String(failed)).to.match(/choose from logs, kubernetes, volumes, sessions, builds, not "wine"/);
    expect(String(failed)).to.match(/each class once/);
  });
});
