import { UNKNOWN } from "../rule";
import { specifyPodRule, withContainer } from "../testing/pods";
import { hostPorts } from "./host-ports";

specifyPodRule(hostPorts, {
  levels: ["baseline", "restricted"],
  passes: {
    "a port of the pod": withContainer({
      ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 0 }],
    }),
  },
  fails: {
    "a port of the node": [
      withContainer({ ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }] }),
      "spec.containers[0].ports[1].hostPort",
    ],
  },
  unknown: {
    "a port": [
      withContainer({ ports: [{ containerPort: 80, hostPort: UNKNOWN }] }),
      "spec.containers[0].ports[0].hostPort",
    ],
  },
});
