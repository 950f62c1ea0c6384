import { expect } from "chai";
import { type Case, type Change, changed, linesOf } from "./lines";

const CASES: readonly Case[] = [
  [
    "an unknown key",
    { config: { nodeCuont: 24 } },
    "intelliguard:nodeCuont = 24: a key that nobody knows; did you mean nodeCount?",
  ],
  [
    "a namespace nobody reads",
    { others: ["inteliguard:domain"] },
    "inteliguard:domain: a namespace that nobody reads; did you mean intelliguard:domain?",
  ],
  [
    "two accounts",
    { aws: { allowedAccountIds: ["111111111111", "222222222222"] } },
    'aws:allowedAccountIds = ["111111111111","222222222222"]: too many entries; give at most 1',
  ],
  [
    "a word for true",
    { config: { protect: "yes" } },
    'intelliguard:protect = "yes": not true or false; write true or false',
  ],
  [
    "an unknown storage tier",
    { config: { storage: { tier: "premium-ssd" } } },
    'intelliguard:storage.tier = "premium-ssd": not one of the choices; did you mean premium_ssd? choose one of premium_ssd, standard_ssd',
  ],
  [
    "a quota that is no quantity",
    { config: { tenancy: { quotas: { analytics: { memory: "96 GB" } } } } },
    'intelliguard:tenancy.quotas.analytics.memory = "96 GB": not a Kubernetes quantity; write a number with an optional unit, like 32, 500m or 128Gi',
  ],
  [
    "a domain that is none",
    { config: { domain: "Intelliguard" } },
    'intelliguard:domain = "Intelliguard": not a domain name; write lower-case labels of letters, digits and inner hyphens, joined by dots',
  ],
  [
    "services in docker's range",
    { config: { network: { serviceCidr: "172.17.0.0/16" } } },
    'intelliguard:network.serviceCidr = "172.17.0.0/16": overlaps 172.17.0.0/16, the range of docker\'s bridge; move it elsewhere',
  ],
  [
    "a range that begins in the middle",
    { config: { network: { subnets: { public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.8/24"] } } } },
    'intelliguard:network.subnets.public[2] = "10.0.3.8/24": a range that begins in the middle of a /24; write 10.0.3.0/24',
  ],
  [
    "a label value Kubernetes refuses",
    { config: { nodePools: { general: { labels: { workload: "soar platform" } } } } },
    "intelliguard:nodePools.general.labels.workload = \"soar platform\": not a label value that Kubernetes accepts; write up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
  ],
  [
    "io2 without IOPS",
    { config: { nodePools: { "ml-inference": { iops: null } } } },
    "intelliguard:nodePools.ml-inference.iops: missing, and io2 volumes have no default; set it to 100 to 256000",
  ],
  [
    "a patch version",
    { config: { cluster: { version: "1.35.2" } } },
    'intelliguard:cluster.version = "1.35.2": not a Kubernetes minor version; write it in quotes, like "1.35"',
  ],
  [
    "an API server open to nobody named",
    { config: { cluster: { publicAccess: { enabled: true } } } },
    "intelliguard:cluster.publicAccess.cidrs = []: empty, which would open the API server to the whole internet; list the ranges you connect from, or set publicAccess.enabled to false",
  ],
  [
    "nobody said",
    { config: { access: { administrators: undefined } } },
    "intelliguard:access.administrators: missing; set it: who may assume the management and cluster administrator roles (section 4, mfa_required)",
  ],
  [
    "no repository",
    { config: { access: { runner: { repository: undefined } } } },
    "intelliguard:access.runner.repository: missing; set it: the GitHub repository whose workflows the runner serves",
  ],
];

describe("a config broken in many ways", () => {
  it("is answered with everything at once, in the words of each alone", () => {
    const all = CASES.reduce<unknown>((sum, [, change]) => changed(sum, change), {});
    const lines = CASES.flatMap(([, , ...own]) => own);
    expect(lines).to.have.length(15);
    expect(linesOf(all as Change)).to.have.members(lines);
  });

  it("dr in production's region", () => {
    const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];
    const config = { region: "us-west-2", network: { zones, nodeZones: zones } };
    expect(linesOf({ config, aws: { region: "us-west-2" } }, "dr")).to.deep.equal([
      'intelliguard:region = "us-west-2": production\'s region, whose loss dr is for; choose another region',
    ]);
  });

  it("never shows a secret", () => {
    const lines = linesOf({
      config: { domain: "hunter2", access: { runner: { repository: "hunter2" } } },
      aws: { region: "hunter2", defaultTags: { tags: { Owner: "hunter2?" } } },
      secrets: ["intelliguard:domain", "intelliguard:access", "aws:region", "aws:defaultTags"],
    });
    expect(lines).to.deep.equal([
      "intelliguard:domain: a secret, and config holds none; remove it; keep secrets in AWS Secrets Manager",
      "intelliguard:access: a secret, and config holds none; remove it; keep secrets in AWS Secrets Manager",
      "aws:defaultTags.tags.Owner: not a tag's value; write 1 to 256 letters, digits, spaces and _ . : / = + - @",
      "aws:region: not the environment's region; set it to us-west-2",
    ]);
  });
});
