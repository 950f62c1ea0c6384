import { judged } from "./at";
import { cis, nist, podRule, standard, unless } from "./control";
import { containersOf, named, osOf } from "./pod";

/** Pod Security Standards, restricted: privilege escalation. */
export const privilegeEscalation = podRule({
  id: "pod-privilege-escalation",
  title: "Deny containers any rights beyond those they start with",
  severity: "high",
  controls: [standard("restricted: Privilege Escalation"), cis("4.2.5"), nist("AC-6")],
  why: "A setuid program would otherwise turn an ordinary user into root.",
  remedy: "Set securityContext.allowPrivilegeEscalation to false on every container.",
  levels: ["restricted"],
  standard: true,
  check: (pod) =>
    unless(
      osOf(pod),
      "windows",
      containersOf(pod).flatMap((container) =>
        judged(
          container.in("securityContext", "allowPrivilegeEscalation"),
          (value) => value !== false,
          `${named(container)} must set it to false`,
        ),
      ),
    ),
});
