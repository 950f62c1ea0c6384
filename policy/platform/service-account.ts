import { AWS_ADDONS } from "./aws-addons";
import { violation } from "../pod-security/at";
import { specOf } from "../pod-security/pod";
import type { Rule } from "../rule";
import { judgesPods } from "./pods";

export const serviceAccount: Rule = {
  id: "no-default-service-account-token",
  family: "platform",
  title: "Give no pod the token of a default service account",
  severity: "medium",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.1.5" },
    { framework: "CIS EKS Benchmark", control: "4.1.6" },
    { framework: "NIST SP 800-53", control: "AC-6" },
  ],
  why: "Whatever is ever granted to the default account is granted to every pod of the namespace that did not ask for one of its own.",
  remedy:
    "Name a service account of the workload's own, or set automountServiceAccountToken to false when it does not call the API.",
  exemptions: [AWS_ADDONS],
  ...judgesPods((pod) => {
    const spec = specOf(pod);
    if (spec.unknown) return [{ kind: "unknown", path: spec.path }];
    const named = spec.get("serviceAccountName");
    // The older name of the same field; the server copies it where the newer one is missing.
    const account = named.absent || named.value === "" ? spec.get("serviceAccount") : named;
    const mounts = spec.get("automountServiceAccountToken");
    const own = typeof account.value === "string" && account.value !== "" && account.value !== "default";
    if (own || mounts.value === false) return [];
    if (account.unknown) return [{ kind: "unknown", path: account.path }];
    if (mounts.unknown) return [{ kind: "unknown", path: mounts.path }];
    return [
      violation(named, "Name a service account of its own, or set automountServiceAccountToken to false."),
    ];
  }),
  admission: {
    offenders: [
      "(!has(variables.pod.serviceAccountName) || variables.pod.serviceAccountName in ['', 'default']) &&",
      "!(has(variables.pod.automountServiceAccountToken) && !variables.pod.automountServiceAccountToken) ? ['the pod'] : []",
    ].join(" "),
    message:
      "pods must name a service account of their own or set automountServiceAccountToken to false; not so",
  },
};
