import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { changed } from "./broken/lines";
import { DEFAULTS } from "./environments";
import { isMapping } from "./merge";
import { ENVIRONMENTS, loadSettings, parseSettings, type Settings, type StackConfig } from "./settings";
import { decode } from "./stack-config";
import { readStackFile, stackFileTexts } from "./stack-file";

/** A stack's settings with a change of its config. */
function settingsWith(config: object, stack = "production"): Settings {
  return parseSettings(changed(readStackFile(stack), { config }) as StackConfig);
}

/** Paths at which two values differ. */
function differences(one: unknown, other: unknown, path = ""): string[] {
  if (one === other) return [];
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const [a, b] = [one, other] as Record<string, unknown>[];
  return [...keys].flatMap((key) => differences(a?.[key], b?.[key], `${path}/${key}`));
}

describe("settings", () => {
  const production = parseSettings(readStackFile("production"));

  it("are deeply read-only", () => {
    const thawed = (value: unknown, path: string): string[] =>
      typeof value === "object" && value !== null
        ? [
            ...(Object.isFrozen(value) ? [] : [path]),
            ...Object.entries(value).flatMap(([key, field]) => thawed(field, `${path}.${key}`)),
          ]
        : [];
    expect(thawed(production, "settings")).to.deep.equal([]);
    expect(() => {
      (production.network.zones as string[]).push("us-west-2d");
    }).to.throw(TypeError);
  });

  it("freeze nothing that is not theirs", () => {
    expect(Object.isFrozen(DEFAULTS.production.network)).to.equal(false);
    expect(parseSettings(readStackFile("production"))).to.deep.equal(production);
  });

  it("change in the one place that a stack file overrides", () => {
    const more = settingsWith({ nodeCount: 25, nodePools: { "security-core": { desired: 9 } } });
    expect(differences(production, more)).to.have.members(["/nodeCount", "/nodePools/0/desired"]);
    const bottlerocket = settingsWith({ cluster: { amiFamily: "BOTTLEROCKET" } });
    expect(differences(production, bottlerocket)).to.deep.equal(["/cluster/amiFamily"]);
    const tier = settingsWith({ storage: { tier: "standard_ssd" } });
    expect(differences(production, tier)).to.deep.equal(["/storage/tier", "/storage/defaultClass"]);
  });

  it("replace lists whole", () => {
    const { network } = settingsWith({ network: { interfaceEndpoints: ["sts"] } });
    expect(network.interfaceEndpoints).to.deep.equal(["sts"]);
  });

  it("lose what a stack file sets to null", () => {
    const { nodePools } = settingsWith({ nodeCount: 20, nodePools: { "ml-inference": null } });
    expect(nodePools.map(({ name }) => name)).not.to.include("ml-inference");
  });

  it("gain a node pool that a stack file describes", () => {
    const { nodePools } = settingsWith({
      nodeCount: 26,
      nodePools: {
        burst: {
          instanceType: "m6i.xlarge",
          min: 0,
          desired: 2,
          max: 4,
          diskGiB: 100,
          diskType: "gp3",
          labels: { workload: "burst" },
          taints: [],
          zone: "application",
          gpu: false,
        },
      },
    });
    expect(nodePools.at(-1)).to.include({ name: "burst", maxPods: 110 });
  });

  it("open the public endpoint to the ranges named, and close it with one key", () => {
    const cidrs = ["198.51.100.7/32"];
    const open = settingsWith({ cluster: { publicAccess: { enabled: true, cidrs } } });
    expect(open.cluster.publicAccessCidrs).to.deep.equal(cidrs);
    const closed = settingsWith({ cluster: { publicAccess: { enabled: false, cidrs } } });
    expect(closed.cluster.publicAccessCidrs).to.deep.equal([]);
  });

  it("pass a corporate network on", () => {
    const corporate = {
      domain: "corp.local",
      resolvers: ["192.168.0.2"],
      cidrs: ["192.168.0.0/16"],
      transitGatewayId: "tgw-0123456789abcdef0",
    };
    expect(settingsWith({ network: { corporate } }).network.corporate).to.deep.equal(corporate);
    expect(production.network.corporate).to.equal(undefined);
  });

  it("count pods without prefixes as the interfaces allow", () => {
    const { nodePools } = settingsWith({ cluster: { prefixDelegation: false } });
    expect(nodePools.map(({ name, maxPods }) => [name, maxPods])).to.deep.equal([
      ["security-core", 44],
      ["analytics-processing", 110],
      ["ml-inference", 44],
      ["general", 110],
      ["data", 110],
    ]);
  });

  it("of a stack with a name of its own are those of the environment it names", () => {
    const anna = parseSettings({ ...readStackFile("development"), stack: "anna" });
    expect(anna).to.include({ stack: "anna", environment: "development" });
  });

  it("stay the environment's under every override that repeats a part of it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENVIRONMENTS), fc.infiniteStream(fc.boolean()), (stack, coins) => {
        const some = (value: unknown): unknown => {
          if (!isMapping(value)) return value;
          const kept = Object.entries(value).filter(() => coins.next().value);
          return Object.fromEntries(kept.map(([key, field]) => [key, some(field)]));
        };
        const plain = parseSettings(readStackFile(stack));
        expect(differences(plain, settingsWith(some(DEFAULTS[stack]) as object, stack))).to.deep.equal([]);
      }),
      { numRuns: 25 },
    );
  });

  it("throw nothing but their own error, whatever a stack file says", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(DEFAULTS.dr)), fc.jsonValue()), (config) => {
        try {
          settingsWith(config, "dr");
        } catch (error) {
          expect(error).to.have.property("name", "SettingsError");
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("what the engine hands over", () => {
  it("is decoded by what the key holds", () => {
    const decoded = decode("dr", {
      "intelliguard:domain": "1234.com",
      "intelliguard:environment": "true",
      "intelliguard:nodeCount": "12",
      "intelliguard:protect": "false",
      "intelliguard:network": '{"nat":"single"}',
      "intelliguard:storage": "{not json",
      "aws:region": "us-east-1",
      "aws:allowedAccountIds": '["444444444444"]',
      "kubernetes:context": "x",
    });
    expect(decoded).to.deep.equal({
      stack: "dr",
      config: {
        domain: "1234.com",
        environment: "true",
        nodeCount: 12,
        protect: false,
        network: { nat: "single" },
        storage: "{not json",
      },
      aws: { region: "us-east-1", allowedAccountIds: ["444444444444"] },
      others: ["kubernetes:context"],
      secrets: [],
    });
  });

  describe("loadSettings", () => {
    const before = pulumi.runtime.allConfig();
    afterEach(() => pulumi.runtime.setAllConfig(before));
    // The stack's name is the process's own: another spec may have left that of its stack behind.
    beforeEach(() =>
      pulumi.runtime.setMocks(
        { newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }), call: () => ({}) },
        "intelliguard",
        "production",
      ),
    );

    /** What the engine would say of a stack file, with some changes. */
    function hand(changes: Record<string, string>, secrets: string[] = []): void {
      pulumi.runtime.setAllConfig({ ...stackFileTexts("production"), ...changes }, secrets);
    }

    it("reads the running stack", () => {
      hand({});
      const { nodePools, network } = loadSettings();
      expect(nodePools).to.have.length(5);
      expect(network.vpcCidr).to.equal("10.0.0.0/16");
    });

    it("says everything that is wrong in an error without a stack trace", () => {
      hand({ "intelliguard:nodeCount": "23", "intelliguard:cluster": '{"amiFamily":"AL2"}' });
      expect(() => loadSettings())
        .to.throw(pulumi.RunError)
        .with.property("message")
        .that.matches(
          /2 problems:\n {2}intelliguard:cluster.amiFamily = "AL2".*\n {2}intelliguard:nodeCount = 23/,
        );
    });

    it("notices what the stack encrypts, and does not show it", () => {
      hand({ "intelliguard:domain": "hunter2" }, ["intelliguard:domain"]);
      expect(() => loadSettings())
        .to.throw("intelliguard:domain: a secret")
        .with.property("message")
        .that.does.not.contain("hunter2");
    });
  });
});
