import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, named } from "./pod";

const HANDLERS = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
] as const;

/** Pod Security Standards, baseline: host probes and lifecycle hooks (1.34 and later). */
export const probeHosts = podRule({
  id: "pod-probe-hosts",
  title: "Let probes and lifecycle hooks ask only the pod itself",
  severity: "medium",
  controls: [standard("baseline: Host Probes / Lifecycle Hooks"), nist("SC-7")],
  why: "The kubelet sends these requests from the node's network, so a foreign host turns it into a proxy past every network policy.",
  remedy: "Remove host from httpGet and tcpSocket; without it the pod's own address is asked.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    containersOf(pod).flatMap((container) =>
      HANDLERS.flatMap((handler) =>
        ["httpGet", "tcpSocket"].flatMap((action) =>
          judged(
            container.in(...handler, action, "host"),
            (value) => value !== undefined && value !== null && value !== "",
            `${named(container)} must not name a host`,
          ),
        ),
      ),
    ),
});
