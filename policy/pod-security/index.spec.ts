import { expect } from "chai";
import fc from "fast-check";
import { NAMESPACES, namespaceLabels } from "../../components/tenancy/namespaces";
import { DEFAULT_CONTEXT, PRIVILEGED_CONTEXT } from "../../components/tenancy/security-contexts";
import { podSecurityLabels } from "../admission";
import type { Value, Values } from "../rule";
import { goodPod, namespaceSubject, podSubject, subject, violations } from "../testing/pods";
import { namespaceRestricted } from "./namespace-restricted";
import { SYSTEM_COMPONENTS } from "./system-components";
import { judgePod, LEVELS, podRules, rules } from ".";

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Values;

describe("pod security as a whole", () => {
  it("has a rule for each control of each level", () => {
    const standards = podRules.filter(({ standard }) => standard);
    expect(standards.filter(({ levels }) => levels.includes("baseline"))).to.have.lengthOf(12);
    // Of baseline, capabilities, hostPath, procMount and seccomp give way to stricter ones.
    expect(standards.filter(({ levels }) => levels.includes("restricted"))).to.have.lengthOf(8 + 7);
    expect(standards.filter(({ levels }) => levels.includes("privileged"))).to.deep.equal([]);
  });

  it("passes a bare pod at baseline only, and anything at privileged", () => {
    const bare = { metadata: {}, spec: { containers: [{ name: "main", image: "x" }] } };
    expect(judgePod("baseline", bare)).to.deep.equal([]);
    expect(violations(judgePod("restricted", bare))).to.have.lengthOf(4);
    expect(judgePod("privileged", { metadata: {}, spec: { hostPID: true } })).to.deep.equal([]);
  });

  it("finds nothing at a level that it does not find at a stricter one, in any pod", () => {
    const context = fc.record(
      {
        privileged: fc.boolean(),
        runAsNonRoot: fc.boolean(),
        runAsUser: fc.nat(1),
        procMount: fc.constantFrom("Default", "Unmasked"),
        allowPrivilegeEscalation: fc.boolean(),
        seccompProfile: fc.record({ type: fc.constantFrom("RuntimeDefault", "Localhost", "Unconfined") }),
        capabilities: fc.record({ add: fc.subarray(["CHOWN", "NET_ADMIN"]), drop: fc.subarray(["ALL"]) }),
      },
      { requiredKeys: [] },
    );
    const spec = fc.record(
      {
        containers: fc.array(fc.record({ securityContext: context }), { minLength: 1, maxLength: 3 }),
        securityContext: context,
        hostNetwork: fc.boolean(),
        hostUsers: fc.boolean(),
        volumes: fc.subarray([{ emptyDir: {} }, { hostPath: { path: "/" } }, { nfs: {} }]),
      },
      { requiredKeys: ["containers"] },
    );
    fc.assert(
      fc.property(spec, (given) => {
        const pod = { metadata: {}, spec: given as Value };
        const [, baseline, restricted] = LEVELS.map((level) => judgePod(level, pod).length);
        return baseline === 0 || (restricted ?? 0) > 0;
      }),
    );
  });

  it("lets pods that we write ourselves be anybody but by name of a chart", () => {
    const other = goodPod({ securityContext: { ...(goodPod().spec as Values), runAsUser: 1000 } });
    const nobody = podRules.find(({ id }) => id === "pod-nobody");
    const inputs: Values = { metadata: other.metadata, spec: other.spec };
    const judged = (parents: string) =>
      nobody?.judgeStack?.([
        namespaceSubject("tenant", "restricted"),
        subject("kubernetes:core/v1:Pod", "x", inputs, parents),
      ]);
    expect(judged("intelliguard:backup:Backup$")).to.not.deep.equal([]);
    expect(judged("kubernetes:helm.sh/v4:Chart$")).to.deep.equal([]);
    expect(judged("kubernetes:yaml/v2:ConfigGroup$")).to.deep.equal([]);
  });
});

describe("the document's contexts, as workloads use them", () => {
  const pod = ({ pod: securityContext, container }: { pod: unknown; container: unknown }) => ({
    metadata: { namespace: "tenant" },
    spec: {
      securityContext: plain(securityContext),
      containers: [{ name: "main", securityContext: plain(container) }],
    },
  });
  const judged = (given: ReturnType<typeof pod>, namespace: ReturnType<typeof namespaceSubject>) =>
    podRules
      .filter(({ judgeStack }) => violations(judgeStack?.([namespace, podSubject(given)]) ?? []).length > 0)
      .map(({ id }) => id);

  it("meet every rule by default", () => {
    for (const level of LEVELS) {
      expect(judged(pod(DEFAULT_CONTEXT), namespaceSubject("tenant", level)), level).to.deep.equal([]);
    }
  });

  it("are privileged for the named system components alone", () => {
    const given = pod(PRIVILEGED_CONTEXT);
    expect(judged(given, namespaceSubject("tenant", "privileged"))).to.deep.equal([
      "pod-privileged-components",
    ]);
    for (const { namespace, app } of SYSTEM_COMPONENTS) {
      const labels = { "app.kubernetes.io/name": app };
      const component = { ...given, metadata: { namespace, labels } };
      expect(judged(component, namespaceSubject(namespace, "privileged")), namespace).to.deep.equal([]);
    }
    expect(judged(given, namespaceSubject("tenant", "restricted"))).to.include("pod-privileged");
  });
});

describe("the namespaces of the platform", () => {
  it("carry the labels of the labels plane", () => {
    for (const spec of NAMESPACES) {
      expect(namespaceLabels(spec, "1.35"), spec.name).to.include(podSecurityLabels(spec.level, "1.35"));
    }
  });

  it("are below restricted exactly where system components run", () => {
    const open = NAMESPACES.filter(({ level }) => level !== "restricted").map(({ name }) => name);
    expect(new Set(open)).to.deep.equal(new Set(SYSTEM_COMPONENTS.map(({ namespace }) => namespace)));
    expect(namespaceRestricted.exemptions.map(({ namespace }) => namespace)).to.have.members(open);
  });

  it("pass the rules about namespaces", () => {
    const judges = rules.flatMap(({ judge }) => judge ?? []);
    for (const spec of NAMESPACES.filter(({ level }) => level === "restricted")) {
      const type = `kubernetes:core/v1:Namespace${spec.exists === true ? "Patch" : ""}`;
      const metadata = { name: spec.name, labels: namespaceLabels(spec, "1.35") };
      const found = judges.flatMap((judge) => judge(subject(type, spec.name, { metadata })));
      expect(found, spec.name).to.deep.equal([]);
    }
  });
});
