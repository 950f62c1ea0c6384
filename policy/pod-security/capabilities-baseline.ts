import type { Value } from "../rule";
import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, named } from "./pod";

/** What a container runtime gives a container by default; adding one of these adds nothing. */
export const DEFAULT_CAPABILITIES = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
] as const;

/** Whether adding the capability adds nothing to what a container has anyway. */
export function isDefaultCapability(value: Value): boolean {
  return DEFAULT_CAPABILITIES.some((capability) => capability === value);
}

/** Pod Security Standards, baseline: capabilities. At restricted, `pod-capabilities-restricted` says more. */
export const capabilitiesBaseline = podRule({
  id: "pod-capabilities-baseline",
  title: "Add no capability beyond those a container has by default",
  severity: "high",
  controls: [standard("baseline: Capabilities"), nist("AC-6")],
  why: "Further capabilities reach the node's network, devices or kernel.",
  remedy:
    "Remove the capability from securityContext.capabilities.add, or run the pod in a privileged namespace for a stated reason.",
  levels: ["baseline"],
  standard: true,
  check: (pod) =>
    containersOf(pod).flatMap((container) =>
      container
        .in("securityContext", "capabilities", "add")
        .items()
        .flatMap((item) =>
          judged(
            item,
            (value) => !isDefaultCapability(value),
            `${named(container)} must not add ${item.text}`,
          ),
        ),
    ),
});
