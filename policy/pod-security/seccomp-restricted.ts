import { nist, podRule, standard, unless } from "./control";
import { osOf } from "./pod";
import { checkSeccomp, SECCOMP_WHY } from "./seccomp";

/** Pod Security Standards, restricted: seccomp. */
export const seccompRestricted = podRule({
  id: "pod-seccomp-restricted",
  title: "Filter the system calls of every container",
  severity: "high",
  controls: [standard("restricted: Seccomp"), nist("CM-7")],
  why: SECCOMP_WHY,
  remedy: "Set securityContext.seccompProfile.type to RuntimeDefault on the pod.",
  levels: ["restricted"],
  standard: true,
  check: (pod) => unless(osOf(pod), "windows", checkSeccomp(pod, ["RuntimeDefault", "Localhost"], true)),
});
