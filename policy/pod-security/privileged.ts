import { judged } from "./at";
import { cis, nist, podRule, standard } from "./control";
import { containersOf, named } from "./pod";

/** Pod Security Standards, baseline: privileged containers. */
export const privileged = podRule({
  id: "pod-privileged",
  title: "Run no privileged container",
  severity: "critical",
  controls: [standard("baseline: Privileged Containers"), cis("4.2.1"), nist("AC-6")],
  why: "A privileged container has every right of root on the node.",
  remedy: "Remove securityContext.privileged and add only the capability that is needed.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    containersOf(pod).flatMap((container) =>
      judged(
        container.in("securityContext", "privileged"),
        (value) => value === true,
        `${named(container)} must not be privileged`,
      ),
    ),
});
