import { isDefaultCapability } from "./capabilities-baseline";
import { judged } from "./at";
import { cis, nist, podRule, standard } from "./control";
import { containersOf, named } from "./pod";
import { componentExpression, isNoComponent, SYSTEM_COMPONENTS } from "./system-components";

/** The `privileged` context of the document, "only for system components" (section 2, Pod Security Standards). */
export const privilegedComponents = podRule({
  id: "pod-privileged-components",
  title: "Give the privileged context to the named system components alone",
  severity: "critical",
  controls: [standard("baseline: Privileged Containers"), cis("4.2.1"), nist("AC-6")],
  why: "A privileged namespace is open for the agents it was made for, not for whatever else comes to run there.",
  remedy:
    "Run the pod in a restricted namespace, or name it in the table of system components with a reason.",
  levels: ["privileged"],
  standard: false,
  applies: (carried) => isNoComponent(carried, SYSTEM_COMPONENTS),
  check: (pod) =>
    containersOf(pod).flatMap((container) => [
      ...judged(
        container.in("securityContext", "privileged"),
        (value) => value === true,
        `${named(container)} is no named system component and must not be privileged`,
      ),
      ...container
        .in("securityContext", "capabilities", "add")
        .items()
        .flatMap((item) =>
          judged(
            item,
            (value) => !isDefaultCapability(value),
            `${named(container)} is no named system component and must not add ${item.text}`,
          ),
        ),
    ]),
  admission: {
    offenders: [
      `${componentExpression(SYSTEM_COMPONENTS)} ? [] :`,
      "variables.containers.filter(c, has(c.securityContext) && (",
      "(has(c.securityContext.privileged) && c.securityContext.privileged) ||",
      "(has(c.securityContext.capabilities) && has(c.securityContext.capabilities.add) &&",
      "c.securityContext.capabilities.add.exists(a, !(a in variables.defaultCapabilities)))",
      ")).map(c, c.name)",
    ].join(" "),
    message: "only named system components may be privileged or add capabilities",
    levels: ["privileged"],
  },
});
