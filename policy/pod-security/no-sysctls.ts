import type { Finding } from "../rule";
import { violation } from "./at";
import { nist, podRule, standard } from "./control";
import { specOf } from "./pod";

/** `forbiddenSysctls: ["*"]` of the document (section 2, Pod Security Standards). */
export const noSysctls = podRule({
  id: "pod-no-sysctls",
  title: "Set no sysctl at all in restricted namespaces",
  severity: "medium",
  controls: [standard("baseline: Sysctls"), nist("CM-7")],
  why: "The document forbids every sysctl where pods are restricted.",
  remedy:
    "Remove securityContext.sysctls; listen above port 1024 in place of lowering ip_unprivileged_port_start.",
  levels: ["restricted"],
  standard: false,
  check: (pod) => {
    const sysctls = specOf(pod).in("securityContext", "sysctls");
    if (sysctls.unknown) return [{ kind: "unknown", path: sysctls.path }];
    return sysctls.items().map((item): Finding => violation(item, "must not be set"));
  },
  admission: {
    offenders:
      "has(variables.pod.securityContext) && has(variables.pod.securityContext.sysctls) ? variables.pod.securityContext.sysctls.map(s, s.name) : []",
    message: "securityContext.sysctls must be empty",
    levels: ["restricted"],
  },
});
