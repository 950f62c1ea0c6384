import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { capabilitiesRestricted } from "./capabilities-restricted";

specifyPodRule(capabilitiesRestricted, {
  levels: ["restricted"],
  passes: {
    "NET_BIND_SERVICE beside ALL dropped": withContext({
      capabilities: { drop: ["NET_RAW", "ALL"], add: ["NET_BIND_SERVICE"] },
    }),
    "a Windows pod that says nothing": goodPod({ os: { name: "windows" }, containers: [{ name: "main" }] }),
    "ALL dropped beside what is not known": withContext({ capabilities: { drop: [UNKNOWN, "ALL"] } }),
  },
  fails: {
    "some dropped, not all": [
      withContext({ capabilities: { drop: ["NET_RAW"] } }),
      "spec.containers[0].securityContext.capabilities.drop",
    ],
    "a container without a context": [
      goodPod({ containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.capabilities.drop",
    ],
    "one added that a container has anyway": [
      withContext({ capabilities: { drop: ["ALL"], add: ["CHOWN"] } }),
      "spec.containers[0].securityContext.capabilities.add[0]",
    ],
  },
  unknown: {
    "what is dropped": [
      withContext({ capabilities: { drop: [UNKNOWN] } }),
      "spec.containers[0].securityContext.capabilities.drop[0]",
    ],
    "the system that a bare pod runs on": [
      goodPod({ os: { name: UNKNOWN }, containers: [{ name: "main" }] }),
      "spec.os.name",
    ],
  },
});
