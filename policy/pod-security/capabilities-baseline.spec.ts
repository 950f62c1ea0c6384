import { UNKNOWN } from "../rule";
import { specifyPodRule, withContext } from "../testing/pods";
import { capabilitiesBaseline } from "./capabilities-baseline";

specifyPodRule(capabilitiesBaseline, {
  levels: ["baseline"],
  passes: {
    "what a container has anyway": withContext({
      capabilities: { add: ["CHOWN", "NET_BIND_SERVICE", "SYS_CHROOT"] },
    }),
  },
  fails: {
    "one more, beside one that it has": [
      withContext({ capabilities: { add: ["CHOWN", "NET_RAW", "ALL"] } }),
      "spec.containers[0].securityContext.capabilities.add[1]",
      "spec.containers[0].securityContext.capabilities.add[2]",
    ],
    "the name with its prefix": [
      withContext({ capabilities: { add: ["CAP_CHOWN"] } }),
      "spec.containers[0].securityContext.capabilities.add[0]",
    ],
  },
  unknown: {
    "a list": [
      withContext({ capabilities: { add: UNKNOWN } }),
      "spec.containers[0].securityContext.capabilities.add",
    ],
  },
});
