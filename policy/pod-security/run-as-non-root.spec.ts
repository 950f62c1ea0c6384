import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext, withPodContext } from "../testing/pods";
import { runAsNonRoot } from "./run-as-non-root";

specifyPodRule(runAsNonRoot, {
  levels: ["restricted"],
  passes: {
    "each container's own word": goodPod({
      securityContext: {},
      containers: [{ securityContext: { runAsNonRoot: true } }],
    }),
    "root in a pod with users of its own": goodPod({
      hostUsers: false,
      securityContext: { runAsNonRoot: false },
      containers: [{ name: "main" }],
    }),
  },
  fails: {
    "nothing said": [
      goodPod({ securityContext: {}, containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.runAsNonRoot",
    ],
    "a container against its pod": [
      withContext({ runAsNonRoot: false }),
      "spec.containers[0].securityContext.runAsNonRoot",
    ],
    "a pod against its containers": [
      goodPod({
        securityContext: { runAsNonRoot: false },
        containers: [{ securityContext: { runAsNonRoot: true } }],
      }),
      "spec.securityContext.runAsNonRoot",
    ],
    "a Windows pod that says nothing": [
      goodPod({ os: { name: "windows" }, securityContext: {}, containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.runAsNonRoot",
    ],
  },
  unknown: {
    "the pod's word": [withPodContext({ runAsNonRoot: UNKNOWN }), "spec.securityContext.runAsNonRoot"],
    "whether users are the pod's own": [
      goodPod({ hostUsers: UNKNOWN, securityContext: {} }),
      "spec.hostUsers",
    ],
  },
});
