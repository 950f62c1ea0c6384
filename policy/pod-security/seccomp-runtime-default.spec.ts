import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { seccompRuntimeDefault } from "./seccomp-runtime-default";

specifyPodRule(seccompRuntimeDefault, {
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
  },
  fails: {
    "nothing said": [
      goodPod({ securityContext: {}, containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.seccompProfile",
    ],
    "a profile of the node": [
      withContext({ seccompProfile: { type: "Localhost", localhostProfile: "a.json" } }),
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
