import { judged } from "./at";
import { nist, podRule, standard, unless } from "./control";
import { containersOf, named, osOf } from "./pod";

/** `readOnlyRootFilesystem: true` of the document's default context (section 2, Pod Security Standards). */
export const readOnlyRoot = podRule({
  id: "pod-read-only-root",
  title: "Mount the root file system of containers read-only",
  severity: "medium",
  controls: [standard("restricted: Privilege Escalation"), nist("CM-5"), nist("SI-7")],
  why: "Someone who takes a container over cannot leave a program behind or change the one that runs.",
  remedy:
    "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.",
  levels: ["restricted"],
  standard: false,
  check: (pod) =>
    unless(
      osOf(pod),
      "windows",
      containersOf(pod).flatMap((container) =>
        judged(
          container.in("securityContext", "readOnlyRootFilesystem"),
          (value) => value !== true,
          `${named(container)} must set it to true`,
        ),
      ),
    ),
  admission: {
    offenders:
      "variables.windows ? [] : variables.containers.filter(c, !(has(c.securityContext) && has(c.securityContext.readOnlyRootFilesystem) && c.securityContext.readOnlyRootFilesystem)).map(c, c.name)",
    message: "containers must set securityContext.readOnlyRootFilesystem to true",
    levels: ["restricted"],
  },
});
