import { nist, podRule, standard, unless } from "./control";
import { osOf } from "./pod";
import { checkSeccomp } from "./seccomp";

/** `seccompProfile: RuntimeDefault` of the document's default context (section 2, Pod Security Standards). */
export const seccompRuntimeDefault = podRule({
  id: "pod-seccomp-runtime-default",
  title: "Filter system calls by the runtime's own profile",
  severity: "medium",
  controls: [standard("restricted: Seccomp"), nist("CM-7")],
  why: "A profile of one's own is a file on each node that nobody here maintains; a missing or loose one goes unnoticed.",
  remedy: "Set seccompProfile.type to RuntimeDefault in place of Localhost.",
  levels: ["restricted"],
  standard: false,
  check: (pod) => unless(osOf(pod), "windows", checkSeccomp(pod, ["RuntimeDefault"], true)),
  admission: {
    offenders: [
      "variables.windows ? [] :",
      "(has(variables.pod.securityContext) && has(variables.pod.securityContext.seccompProfile) && variables.pod.securityContext.seccompProfile.type != 'RuntimeDefault' ? ['the pod'] : []) +",
      "variables.containers.filter(c, has(c.securityContext) && has(c.securityContext.seccompProfile) ?",
      "c.securityContext.seccompProfile.type != 'RuntimeDefault' :",
      "!(has(variables.pod.securityContext) && has(variables.pod.securityContext.seccompProfile))",
      ").map(c, c.name)",
    ].join(" "),
    message: "securityContext.seccompProfile.type must be RuntimeDefault",
    levels: ["restricted"],
  },
});
