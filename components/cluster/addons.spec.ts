import { expect } from "chai";
import { ADDON_NAMES, type AddonName, ADDONS, configuration } from "./addons";
import { corefile } from "./corefile";
import { plainExample } from "./fixture";

/**
 * The settings that the add-ons' published schemas allow at the top, and below the keys that are used; an add-on refuses
 * any other key.
 */
const SCHEMAS: Partial<Record<AddonName, Readonly<Record<string, readonly string[]>>>> = {
  "vpc-cni": {
    "": [
      "affinity",
      "enableNetworkPolicy",
      "enableWindowsIpam",
      "eniConfig",
      "env",
      "init",
      "livenessProbeTimeoutSeconds",
      "nodeAgent",
      "readinessProbeTimeoutSeconds",
      "resources",
      "tolerations",
    ],
    env: [
      "ADDITIONAL_ENI_TAGS",
      "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
      "AWS_VPC_K8S_CNI_EXTERNALSNAT",
      "ENABLE_PREFIX_DELEGATION",
      "ENI_CONFIG_LABEL_DEF",
      "WARM_ENI_TARGET",
      "WARM_IP_TARGET",
      "WARM_PREFIX_TARGET",
    ],
  },
  coredns: {
    "": [
      "affinity",
      "autoScaling",
      "computeType",
      "corefile",
      "nodeSelector",
      "podAnnotations",
      "podDisruptionBudget",
      "podLabels",
      "replicaCount",
      "resources",
      "tolerations",
      "topologySpreadConstraints",
    ],
    autoScaling: ["enabled", "maxReplicas", "minReplicas"],
    podDisruptionBudget: ["enabled", "maxUnavailable", "minAvailable"],
    resources: ["limits", "requests"],
  },
  "kube-proxy": { "": ["ipvs", "mode", "podAnnotations", "podLabels", "resources"] },
  "aws-ebs-csi-driver": {
    "": ["controller", "node", "sidecars", "defaultStorageClass"],
    controller: ["extraVolumeTags", "loggingFormat", "region", "replicaCount", "resources", "tolerations"],
    node: ["loggingFormat", "tolerateAllTaints", "tolerations"],
  },
  "metrics-server": { "": ["affinity", "podDisruptionBudget", "replicas", "resources", "tolerations"] },
};

const settings = plainExample();

describe("ADDONS", () => {
  it("are all there, each once", () => {
    expect(ADDONS.map(({ name }) => name)).to.have.members([...ADDON_NAMES]);
    expect(ADDONS).to.have.length(ADDON_NAMES.length);
  });

  it("stand after what they wait for, which is of their own phase", () => {
    for (const [index, { name, phase, after }] of ADDONS.entries()) {
      for (const each of after) {
        const before = ADDONS.slice(0, index).find((other) => other.name === each);
        expect(before?.phase, `${name} after ${each}`).to.equal(phase);
      }
    }
  });

  it("network pods before the first node, and wait with Deployments until there are nodes", () => {
    const of = (phase: string) => ADDONS.filter((each) => each.phase === phase).map(({ name }) => name);
    expect(of("before-nodes")).to.include.members(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]);
    expect(of("after-nodes")).to.have.members([
      "coredns",
      "metrics-server",
      "snapshot-controller",
      "aws-ebs-csi-driver",
    ]);
  });

  it("bring the snapshot CRDs before the driver that looks for them", () => {
    expect(ADDONS.find(({ name }) => name === "aws-ebs-csi-driver")?.after).to.include("snapshot-controller");
  });
});

describe("configuration", () => {
  it("names only keys that the add-ons' schemas have", () => {
    for (const name of ADDON_NAMES) {
      const values = configuration(name, settings);
      if (values === undefined) continue;
      for (const [path, allowed] of Object.entries(SCHEMAS[name] ?? { "": [] })) {
        const at = path === "" ? values : (values[path] ?? {});
        expect(allowed, `${name} ${path}`).to.include.members(Object.keys(at));
      }
    }
  });

  it("turns custom networking and network policies on, by strings as the schema wants", () => {
    const values = configuration("vpc-cni", settings) as {
      enableNetworkPolicy: string;
      env: Record<string, string>;
    };
    expect(values.enableNetworkPolicy).to.equal("true");
    expect(values.env).to.include({
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
      ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      ENABLE_PREFIX_DELEGATION: "true",
      WARM_PREFIX_TARGET: "1",
    });
    expect(Object.values(values.env).every((value) => typeof value === "string")).to.equal(true);
    expect(JSON.parse(values.env.ADDITIONAL_ENI_TAGS!)).to.deep.equal(settings.tags);
  });

  it("takes single addresses where blocks are off", () => {
    const { env } = configuration("vpc-cni", { ...settings, prefixDelegation: false }) as {
      env: Record<string, string>;
    };
    expect(env.ENABLE_PREFIX_DELEGATION).to.equal("false");
    expect(env).not.to.have.property("WARM_PREFIX_TARGET");
  });

  it("gives CoreDNS our Corefile, two replicas or one a zone, spread, with a budget", () => {
    const values = configuration("coredns", settings) as {
      corefile: string;
      autoScaling: object;
      podDisruptionBudget: object;
      topologySpreadConstraints: { topologyKey: string; labelSelector: object }[];
    };
    expect(values.corefile).to.equal(corefile(settings.dns));
    expect(values.autoScaling).to.deep.equal({ enabled: true, minReplicas: 3, maxReplicas: 10 });
    expect(values.podDisruptionBudget).to.deep.equal({ enabled: true, maxUnavailable: 1 });
    expect(values.topologySpreadConstraints.map(({ topologyKey }) => topologyKey)).to.deep.equal([
      "topology.kubernetes.io/zone",
      "kubernetes.io/hostname",
    ]);
    const single = configuration("coredns", { ...settings, zones: ["us-west-2a"] }) as typeof values;
    expect(single.autoScaling).to.include({ minReplicas: 2 });
  });

  it("tells the EBS driver its region and tags what it makes", () => {
    const { controller } = configuration("aws-ebs-csi-driver", settings) as { controller: object };
    expect(controller).to.include({ region: "us-west-2" });
    expect(controller).to.have.deep.property("extraVolumeTags", settings.tags);
  });
});
