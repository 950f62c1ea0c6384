import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { seccompBaseline } from "./seccomp-baseline";

specifyPodRule(seccompBaseline, {
  levels: ["baseline"],
  passes: {
    "nothing said": goodPod({ securityContext: {}, containers: [{ name: "main" }] }),
    "a profile of the node": withContext({
      seccompProfile: { type: "Localhost", localhostProfile: "a.json" },
    }),
  },
  fails: {
    "a pod and a container unconfined": [
      goodPod({
        securityContext: { seccompProfile: { type: "Unconfined" } },
        containers: [{ securityContext: { seccompProfile: {} } }],
      }),
      "spec.securityContext.seccompProfile.type",
      "spec.containers[0].securityContext.seccompProfile.type",
    ],
  },
  unknown: {
    "a type": [
      withContext({ seccompProfile: { type: UNKNOWN } }),
      "spec.containers[0].securityContext.seccompProfile.type",
    ],
  },
});
