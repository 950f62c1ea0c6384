import { nist, podRule, standard } from "./control";
import { checkSeccomp, SECCOMP_WHY } from "./seccomp";

/** Pod Security Standards, baseline: seccomp. At restricted, `pod-seccomp-restricted` says more. */
export const seccompBaseline = podRule({
  id: "pod-seccomp-baseline",
  title: "Never switch system call filtering off",
  severity: "high",
  controls: [standard("baseline: Seccomp"), nist("CM-7")],
  why: SECCOMP_WHY,
  remedy: "Set seccompProfile.type to RuntimeDefault.",
  levels: ["baseline"],
  standard: true,
  check: (pod) => checkSeccomp(pod, ["RuntimeDefault", "Localhost"], false),
});
