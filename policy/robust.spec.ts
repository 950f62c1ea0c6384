import { expect } from "chai";
import fc from "fast-check";
import { rules as encryption } from "./encryption";
import { rules as platform } from "./platform";
import { UNKNOWN, type Finding, type Value, type Values } from "./rule";
import { sample } from "./samples";

const RULES = [...encryption, ...platform];
const KINDS = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:core/v1:Pod",
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:ResourceQuota",
  "kubernetes:core/v1:LimitRange",
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:policy/v1:PodDisruptionBudget",
  "aws:s3/bucketPolicy:BucketPolicy",
];
const TYPES = [...new Set([...KINDS, ...RULES.flatMap(({ types = [] }) => types)])];
/** Keys at which the rules look, of blocks as of scalars, so that shapes come out right and wrong. */
const KEYS = [
  ..."metadata spec name namespace annotations labels selector matchLabels matchExpressions replicas template".split(
    " ",
  ),
  ..."containers initContainers image resources requests limits podSelector policyTypes ingress egress hard".split(
    " ",
  ),
  ..."policy assumeRolePolicy inlinePolicies Statement Effect Action Resource Principal Condition NotAction".split(
    " ",
  ),
  ..."encryptionConfig provider resources rules subjects roleRef verbs tags values registry repository".split(
    " ",
  ),
  ..."defaultActions protocol bucket parameters family metadataOptions httpTokens vpcConfig publicAccessCidrs".split(
    " ",
  ),
  ..."fromPort cidrBlocks cidrIpv4 type servers port tls mtls portLevelMtls trafficPolicy subsets chart version".split(
    " ",
  ),
];

const { inputs } = fc.letrec<{ value: Value; inputs: Values }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Value>(UNKNOWN, undefined, null, true, false, 0, 443, "", "*", "Allow", "{", "https"),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("inputs"),
  ),
  inputs: fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 6 }),
}));

const subject = fc
  .tuple(fc.constantFrom(...TYPES), inputs, fc.integer({ min: 0, max: 5 }))
  .map(([type, values, index]) => sample(type, values, { name: `r${index}` }));

function findingsOf(subjects: readonly ReturnType<typeof sample>[]): readonly Finding[] {
  return RULES.flatMap((rule) => [
    ...subjects
      .filter(({ type }) => rule.types?.includes(type) ?? true)
      .flatMap((one) => rule.judge?.(one) ?? []),
    ...(rule.judgeStack?.(subjects) ?? []),
  ]);
}

describe("the rules of encryption and platform", () => {
  it("judge whatever they are given: no shape of inputs makes them fail, or speak without a place", () => {
    fc.assert(
      fc.property(fc.array(subject, { maxLength: 4 }), (subjects) => {
        for (const finding of findingsOf(subjects)) {
          expect(finding.path).to.match(/./);
          if (finding.kind === "violation") expect(finding.message).to.match(/^[A-Z].*\.$/s);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("remediate whatever they are given, and are content with what they made", () => {
    fc.assert(
      fc.property(subject, (one) => {
        for (const rule of RULES) {
          if (rule.types?.includes(one.type) !== true) continue;
          const after = rule.remediate?.(one);
          if (after !== undefined) expect(rule.remediate?.({ ...one, inputs: after })).to.equal(undefined);
        }
      }),
      { numRuns: 500 },
    );
  });
});
