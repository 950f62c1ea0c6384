import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { procMountBaseline } from "./proc-mount-baseline";

specifyPodRule(procMountBaseline, {
  levels: ["baseline"],
  passes: {
    "the default, said": withContext({ procMount: "Default" }),
    "a pod with users of its own": goodPod({
      hostUsers: false,
      containers: [{ securityContext: { procMount: "Unmasked" } }],
    }),
  },
  fails: {
    "an unmasked /proc": [
      withContext({ procMount: "Unmasked" }),
      "spec.containers[0].securityContext.procMount",
    ],
  },
  unknown: {
    "a mount": [withContext({ procMount: UNKNOWN }), "spec.containers[0].securityContext.procMount"],
    "whether users are the pod's own": [
      goodPod({ hostUsers: UNKNOWN, containers: [{ securityContext: { procMount: "Unmasked" } }] }),
      "spec.hostUsers",
    ],
  },
});
