import { judged } from "./at";
import { cis, nist, podRule, standard } from "./control";
import { specOf } from "./pod";

/** Pod Security Standards, baseline: host namespaces. */
export const hostNamespaces = podRule({
  id: "pod-host-namespaces",
  title: "Keep pods out of the node's network, process and IPC namespaces",
  severity: "critical",
  controls: [standard("baseline: Host Namespaces"), cis("4.2.2"), cis("4.2.3"), cis("4.2.4"), nist("SC-39")],
  why: "A pod in a host namespace sees and reaches what belongs to the node and to every other pod on it.",
  remedy:
    "Remove hostNetwork, hostPID and hostIPC, or run the pod in a namespace that is privileged for a stated reason.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    ["hostNetwork", "hostPID", "hostIPC"].flatMap((key) =>
      judged(specOf(pod).get(key), (value) => value === true, "must not be true"),
    ),
});
