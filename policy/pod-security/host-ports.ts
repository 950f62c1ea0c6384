import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, named } from "./pod";

/** Pod Security Standards, baseline: host ports. */
export const hostPorts = podRule({
  id: "pod-host-ports",
  title: "Open no port on the node",
  severity: "high",
  controls: [standard("baseline: Host Ports"), nist("SC-7")],
  why: "Traffic to a port of the node passes by the network policies of the pod.",
  remedy: "Remove hostPort and put a Service in front of the pod.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    containersOf(pod).flatMap((container) =>
      container
        .get("ports")
        .items()
        .flatMap((port) =>
          judged(
            port.get("hostPort"),
            (value) => value !== undefined && value !== null && value !== 0,
            `${named(container)} must not use a port of the node`,
          ),
        ),
    ),
});
