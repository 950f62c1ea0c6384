import { UNKNOWN } from "../rule";
import { CONTAINER, goodPod, specifyPodRule, withContext } from "../testing/pods";
import { privileged } from "./privileged";

specifyPodRule(privileged, {
  levels: ["baseline", "restricted"],
  passes: {
    "a container that says no": withContext({ privileged: false }),
  },
  fails: {
    "a container": [withContext({ privileged: true }), "spec.containers[0].securityContext.privileged"],
    "an init container, a native sidecar and an ephemeral one": [
      goodPod({
        initContainers: [
          { securityContext: { privileged: true } },
          { restartPolicy: "Always", securityContext: { privileged: true } },
        ],
        ephemeralContainers: [{ securityContext: { privileged: true } }],
      }),
      "spec.initContainers[0].securityContext.privileged",
      "spec.initContainers[1].securityContext.privileged",
      "spec.ephemeralContainers[0].securityContext.privileged",
    ],
  },
  unknown: {
    "a container that is not known": [goodPod({ containers: [CONTAINER, UNKNOWN] }), "spec.containers[1]"],
  },
});
