import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, listOf, objectName, places, shown } from "../values";

const VERSIONS = ["v1"];
const types = (...kinds: string[]): string[] =>
  VERSIONS.flatMap((version) =>
    kinds.map((kind) => `kubernetes:rbac.authorization.k8s.io/${version}:${kind}`),
  );

export const rbacWildcard: Rule = {
  id: "rbac-no-wildcard",
  family: "platform",
  title: "Grant verbs and resources of Kubernetes by name",
  severity: "high",
  // Charts of others bring roles of theirs; ours are few, and reviewed with this in view.
  enforcement: "advisory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.1.3" },
    { framework: "NIST SP 800-53", control: "AC-6" },
  ],
  why: "A wildcard grants the resources and verbs of tomorrow as well, secrets and impersonation of others among them.",
  remedy: "List verbs, resources and groups; for a chart's role, look for a value that narrows it.",
  exemptions: [],
  types: types("Role", "ClusterRole"),
  judge: (subject) =>
    ["rules[]?.verbs[]?", "rules[]?.resources[]?", "rules[]?.apiGroups[]?"].flatMap((path) =>
      places(subject.inputs, path).flatMap((place): Finding[] => {
        if (place.value === UNKNOWN) return [{ kind: "unknown", path: place.path }];
        if (place.value !== "*") return [];
        const message = `Replace * in ${place.path} of role ${objectName(subject)} by what is needed.`;
        return [{ kind: "violation", path: place.path, message }];
      }),
    ),
};

/** Groups of everyone: who can reach the API, who has any credential, every pod, and those that no role can limit. */
const EVERYONE: readonly Value[] = [
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
  "system:masters",
];

/** Whom nothing is granted to: everyone, and every pod without an account of its own. */
function isAnybody(kind: Value, name: Value): boolean {
  return kind === "ServiceAccount" ? name === "default" : EVERYONE.includes(name);
}

function judgeBinding(subject: Subject): readonly Finding[] {
  const { inputs } = subject;
  const role = at(inputs, "roleRef.name");
  const binding = `binding ${objectName(subject)}`;
  const findings: Finding[] = [];
  if (role === UNKNOWN) findings.push({ kind: "unknown", path: "roleRef.name" });
  else if (role === "cluster-admin")
    findings.push({
      kind: "violation",
      path: "roleRef.name",
      message: `Bind a role with the needed rights in ${binding} in place of cluster-admin.`,
    });
  if (inputs.subjects === UNKNOWN) return [...findings, { kind: "unknown", path: "subjects" }];
  listOf(inputs.subjects).forEach((one, index) => {
    const path = `subjects[${index}]`;
    const kind: Value = at(one, "kind");
    const name: Value = at(one, "name");
    if (one === UNKNOWN || name === UNKNOWN || kind === UNKNOWN)
      findings.push({
        kind: "unknown",
        path: one === UNKNOWN ? path : `${path}.${name === UNKNOWN ? "name" : "kind"}`,
      });
    else if (isAnybody(kind, name))
      findings.push({
        kind: "violation",
        path: `${path}.name`,
        message: `Name an account of its own in ${binding} in place of ${shown(name)}.`,
      });
  });
  return findings;
}

export const rbacBinding: Rule = {
  id: "rbac-no-anybody",
  family: "platform",
  title: "Bind no role to anybody, and cluster-admin to nobody",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.1.1" },
    { framework: "CIS EKS Benchmark", control: "4.1.5" },
    { framework: "NIST SP 800-53", control: "AC-6" },
  ],
  why: "cluster-admin may do everything, and administrators have it by their access entry; a default account or an anonymous caller is whoever happens to be there.",
  remedy: "Give the workload a service account and a role with what it needs; people get access entries.",
  exemptions: [],
  types: types("RoleBinding", "ClusterRoleBinding"),
  judge: judgeBinding,
};
