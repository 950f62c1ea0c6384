import { violation } from "./at";
import { nist, podRule, standard } from "./control";
import { specOf } from "./pod";
import type { Finding } from "../rule";

/** Pod Security Standards, baseline: hostPath volumes. At restricted, `pod-volume-types` says more. */
export const hostPathVolumes = podRule({
  id: "pod-host-path-volumes",
  title: "Mount nothing from the node's file system",
  severity: "critical",
  controls: [standard("baseline: HostPath Volumes"), nist("AC-6"), nist("SC-4")],
  why: "Files of the node hold the credentials of the kubelet and of other pods, and sockets that rule the node.",
  remedy: "Use an emptyDir, a persistent volume claim or a projected volume in place of the hostPath.",
  levels: ["baseline"],
  standard: true,
  check: (pod) =>
    specOf(pod)
      .get("volumes")
      .items()
      .flatMap((volume): Finding[] => {
        const hostPath = volume.get("hostPath");
        if (hostPath.unknown) return [{ kind: "unknown", path: hostPath.path }];
        return hostPath.absent ? [] : [violation(hostPath, "must not be set")];
      }),
});
