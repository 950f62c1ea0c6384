import { expect } from "chai";
import { readStackFile } from "./stacks/stack-file";
import type { World } from "./testing/mocks";
import { changed, program } from "./testing/program";

/** Production's own access settings, which have no default: an edit of one of them keeps the others. */
const ACCESS = readStackFile("production").config.access as object;

/** One edit of production's stack file, and all the resources that a reader would expect to change. */
const EDITS: readonly {
  readonly what: string;
  readonly edits: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
}[] = [
  {
    what: "one node more",
    edits: { "intelliguard:nodePools": { "security-core": { desired: 9 } }, "intelliguard:nodeCount": 25 },
    expected: ["aws:eks/nodeGroup:NodeGroup cluster-security-core"],
  },
  {
    what: "a larger disk",
    edits: { "intelliguard:nodePools": { general: { diskGiB: 250 } } },
    expected: ["aws:ec2/launchTemplate:LaunchTemplate cluster-general"],
  },
  {
    what: "shorter flow logs",
    edits: { "intelliguard:network": { flowLogRetentionDays: 90 } },
    expected: ["aws:cloudwatch/logGroup:LogGroup network-flow-logs"],
  },
  {
    what: "another storage tier",
    edits: { "intelliguard:storage": { tier: "standard_ssd" } },
    expected: [
      "kubernetes:storage.k8s.io/v1:StorageClass cluster-premium-ssd",
      "kubernetes:storage.k8s.io/v1:StorageClass cluster-standard",
    ],
  },
  {
    what: "a larger quota",
    edits: { "intelliguard:tenancy": { quotas: { analytics: { cpu: "26" } } } },
    expected: ["kubernetes:core/v1:ResourceQuota tenancy-analytics-quota"],
  },
  {
    what: "an add-on held at a version",
    edits: { "intelliguard:cluster": { addonVersions: { coredns: "v1.13.1-eksbuild.1" } } },
    expected: ["aws:eks/addon:Addon cluster-coredns"],
  },
  {
    what: "the public endpoint opened for the first deployment",
    edits: { "intelliguard:cluster": { publicAccess: { enabled: true, cidrs: ["203.0.113.7/32"] } } },
    expected: ["eks:index:Cluster cluster"],
  },
  {
    what: "a larger bastion",
    edits: { "intelliguard:access": { ...ACCESS, bastion: { instanceType: "t3.small" } } },
    expected: ["aws:ec2/launchTemplate:LaunchTemplate bastion-instance"],
  },
];

describe("edits of production's stack file", function () {
  this.timeout(120_000);
  let unedited: World;
  before(async () => {
    unedited = await program("production");
  });

  // Several edits in one run, because each run is a whole program: what changes must be the sum of what each changes.
  for (const group of [0, 1].map((odd) => EDITS.filter((_, index) => index % 2 === odd))) {
    it(`${group.map(({ what }) => what).join(", ")}: change what a reader would expect`, async () => {
      const edited = await program(
        "production",
        Object.assign({}, ...group.map(({ edits }) => edits)) as Record<string, unknown>,
      );
      expect(changed(unedited, edited)).to.deep.equal(group.flatMap(({ expected }) => expected).sort());
    });
  }

  it("leave the access entry of whoever changes level in place: EKS refuses a second one beside it", async () => {
    const deploy = "arn:aws:iam::111111111111:role/deploy";
    const admin = await program("production", { "intelliguard:cluster": { admins: [deploy] } });
    const viewer = await program("production", { "intelliguard:cluster": { viewers: [deploy] } });
    expect(changed(admin, viewer)).to.deep.equal([
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation cluster-principal-deploy",
    ]);
  });

  it("are none where a stack of another name has the same environment", async () => {
    // The cluster's inputs hold the URNs of its role and group, and those the stack's name.
    expect(changed(unedited, await program("production", {}, "anna"))).to.deep.equal([
      "eks:index:Cluster cluster",
      "pulumi:pulumi:Stack intelliguard-anna",
      "pulumi:pulumi:Stack intelliguard-production",
    ]);
  });

  it("register nothing when a key is wrong", async () => {
    const failure = await program("production", { "intelliguard:network": { podCidr: "10.0.0.0/16" } }).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.contain("intelliguard:network.podCidr");
  });
});
