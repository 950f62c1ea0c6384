import type { Finding } from "../rule";
import { violation } from "./at";
import { nist, podRule, standard, unless } from "./control";
import { containersOf, hostUsersOf, named, specOf, type Pod } from "./pod";

function check(pod: Pod): readonly Finding[] {
  const ofPod = specOf(pod).in("securityContext", "runAsNonRoot");
  const podFinding: Finding[] = ofPod.unknown
    ? [{ kind: "unknown", path: ofPod.path }]
    : ofPod.value === false
      ? [violation(ofPod, "must not be false")]
      : [];
  const containerFindings = containersOf(pod).flatMap((container): Finding[] => {
    const own = container.in("securityContext", "runAsNonRoot");
    if (own.unknown) return [{ kind: "unknown", path: own.path }];
    if (own.value === true) return [];
    if (!own.absent) return [violation(own, `${named(container)} must not set it to false`)];
    // The pod's word stands for containers that say nothing; when it is not known it has been named above.
    return ofPod.unknown || ofPod.value === true
      ? []
      : [violation(own, `${named(container)} or the pod must set it to true`)];
  });
  return [...podFinding, ...containerFindings];
}

/** Pod Security Standards, restricted: running as non-root. */
export const runAsNonRoot = podRule({
  id: "pod-run-as-non-root",
  title: "Refuse to start containers as root",
  severity: "high",
  controls: [standard("restricted: Running as Non-root"), nist("AC-6")],
  why: "Root in a container is one kernel flaw away from root on the node.",
  remedy: "Set securityContext.runAsNonRoot to true on the pod and give the image a user of its own.",
  levels: ["restricted"],
  standard: true,
  // A pod in a user namespace of its own may be root there (1.35).
  check: (pod) => unless(hostUsersOf(pod), false, check(pod)),
});
