import { UNKNOWN } from "../rule";
import { specifyPodRule, withContext } from "../testing/pods";
import { privilegedComponents } from "./privileged-components";

specifyPodRule(privilegedComponents, {
  levels: ["privileged"],
  passes: {
    "what a container can do anyway": withContext({ capabilities: { add: ["CHOWN"] } }),
  },
  fails: {
    "a privileged container": [
      withContext({ privileged: true }),
      "spec.containers[0].securityContext.privileged",
    ],
    "the document's added capabilities": [
      withContext({ capabilities: { add: ["SYS_ADMIN", "NET_ADMIN"] } }),
      "spec.containers[0].securityContext.capabilities.add[0]",
      "spec.containers[0].securityContext.capabilities.add[1]",
    ],
  },
  unknown: {
    "a word": [withContext({ privileged: UNKNOWN }), "spec.containers[0].securityContext.privileged"],
  },
});
