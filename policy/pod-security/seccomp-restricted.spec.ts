import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { seccompRestricted } from "./seccomp-restricted";

specifyPodRule(seccompRestricted, {
  levels: ["restricted"],
  passes: {
    "each container's own profile": goodPod({
      securityContext: {},
      containers: [{ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
    }),
    "a Windows pod that says nothing": goodPod({
      os: { name: "windows" },
      securityContext: {},
      containers: [{ name: "main" }],
    }),
    "a profile of the node": withContext({
      seccompProfile: { type: "Localhost", localhostProfile: "a.json" },
    }),
  },
  fails: {
    "nothing said": [
      goodPod({ securityContext: {}, containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.seccompProfile",
    ],
    "a container against its pod": [
      withContext({ seccompProfile: { type: "Unconfined" } }),
      "spec.containers[0].securityContext.seccompProfile.type",
    ],
    "a bad profile of the pod, once": [
      goodPod({
        securityContext: { seccompProfile: { type: "Unconfined" } },
        containers: [{ name: "main" }],
      }),
      "spec.securityContext.seccompProfile.type",
    ],
  },
  unknown: {
    "the pod's profile": [
      goodPod({ securityContext: { seccompProfile: UNKNOWN }, containers: [{ name: "main" }] }),
      "spec.securityContext.seccompProfile",
    ],
  },
});
