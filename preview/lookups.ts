import { UNKNOWN, type WireMap } from "./values";

/**
 * Recorded answers to lookups (`invoke`s), which a preview without a cloud account cannot ask for.
 *
 * To add one: take the token from the error message, add an entry to `LOOKUPS` whose function gets the lookup's
 * arguments and returns what the provider would, in the provider's own property names. An answer must hold for every
 * account: what an account decides (an id that AWS assigns, a certificate) is `UNKNOWN`, and the program must cope.
 */

/** Where a lookup is asked. */
export interface Scene {
  /** Region of the provider that is asked, or of the arguments where they name one. */
  readonly region: string;
  /** The account: the first of `aws:allowedAccountIds`; a stand-in when the stack names none. */
  readonly account: string;
}

type Answer = (args: WireMap, scene: Scene) => WireMap;

/** An account number that AWS reserves for documentation. */
const SOME_ACCOUNT = "123456789012";

/** Zones that take new resources, per region of this project's environments; other regions have a, b and c. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": ["a", "b", "c", "d", "e", "f"],
  "us-east-2": ["a", "b", "c"],
  "us-west-2": ["a", "b", "c", "d"],
  "eu-west-1": ["a", "b", "c"],
};

/** Versions of EKS add-ons that AWS makes the default, by add-on and Kubernetes version; recorded, not computed. */
const ADDONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "vpc-cni": { default: "v1.21.1-eksbuild.1" },
  coredns: { "1.33": "v1.12.1-eksbuild.2", "1.34": "v1.12.3-eksbuild.1", default: "v1.13.1-eksbuild.1" },
  "kube-proxy": {
    "1.33": "v1.33.3-eksbuild.4",
    "1.34": "v1.34.0-eksbuild.2",
    default: "v1.35.0-eksbuild.2",
  },
  "aws-ebs-csi-driver": { default: "v1.56.0-eksbuild.1" },
  "snapshot-controller": { default: "v8.3.0-eksbuild.1" },
  "eks-node-monitoring-agent": { default: "v1.4.2-eksbuild.1" },
  "eks-pod-identity-agent": { default: "v1.3.10-eksbuild.2" },
  "metrics-server": { default: "v0.8.1-eksbuild.1" },
};

function text(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}

function addonVersion(args: WireMap): WireMap {
  const addonName = text(args.addonName, "");
  const kubernetesVersion = text(args.kubernetesVersion, "");
  const versions = ADDONS[addonName];
  if (versions === undefined) {
    const known = Object.keys(ADDONS).join(", ");
    throw new Error(`no version of the add-on "${addonName}" is recorded; recorded are: ${known}`);
  }
  const version = versions[kubernetesVersion] ?? versions.default ?? "";
  return { ...args, id: addonName, addonName, kubernetesVersion, version };
}

function partitionOf(region: string): { partition: string; dnsSuffix: string } {
  if (region.startsWith("cn-")) return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  if (region.startsWith("us-gov-")) return { partition: "aws-us-gov", dnsSuffix: "amazonaws.com" };
  return { partition: "aws", dnsSuffix: "amazonaws.com" };
}

function zones(args: WireMap, { region }: Scene): WireMap {
  const letters = ZONES[region] ?? ["a", "b", "c"];
  const names = letters.map((letter) => region + letter);
  return { ...args, id: region, region, names, zoneIds: names.map(() => UNKNOWN), groupNames: [region] };
}

/** Answers by token. */
export const LOOKUPS: Readonly<Record<string, Answer>> = {
  "aws:eks/getAddonVersion:getAddonVersion": addonVersion,
  "aws:index/getAvailabilityZones:getAvailabilityZones": zones,
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, { account, region }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partitionOf(region).partition}:iam::${account}:user/preview`,
    userId: UNKNOWN,
  }),
  "aws:index/getRegion:getRegion": (args, { region }) => {
    const { dnsSuffix } = partitionOf(region);
    return { ...args, id: region, name: region, region, endpoint: `ec2.${region}.${dnsSuffix}` };
  },
  "aws:index/getPartition:getPartition": (_args, { region }) => {
    const { partition, dnsSuffix } = partitionOf(region);
    return {
      id: partition,
      partition,
      dnsSuffix,
      reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
    };
  },
};

/** What a method of a remote component returns; before the update every field of it is unknown. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  "eks:index:Cluster/getKubeconfig": ["result"],
};

/** The scene of a lookup: the region and account that its provider is configured for. */
export function sceneOf(args: WireMap, provider: WireMap): Scene {
  const region = text(args.region, text(provider.region, "us-east-1"));
  const allowed = provider.allowedAccountIds;
  const accounts: unknown = typeof allowed === "string" ? JSON.parse(allowed) : allowed;
  const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  return { region, account: typeof account === "number" ? String(account) : text(account, SOME_ACCOUNT) };
}

/**
 * The recorded answer to a lookup.
 *
 * @throws when none is recorded, naming the token and the place to add it
 */
export function lookUp(token: string, args: WireMap, scene: Scene): WireMap {
  const answer = LOOKUPS[token];
  if (answer === undefined) {
    throw new Error(
      `no answer to the lookup "${token}" is recorded, and a preview without an account cannot ask for one; ` +
        `add it to LOOKUPS in preview/lookups.ts`,
    );
  }
  return answer(args, scene);
}

/**
 * What a call of a remote component's method returns.
 *
 * @throws when the method is not known, naming the token and the place to add it
 */
export function callMethod(token: string): WireMap {
  const fields = METHODS[token];
  if (fields === undefined) {
    throw new Error(
      `the method "${token}" is not known to the preview; add the names of what it returns to METHODS in ` +
        `preview/lookups.ts`,
    );
  }
  return Object.fromEntries(fields.map((field) => [field, UNKNOWN]));
}
