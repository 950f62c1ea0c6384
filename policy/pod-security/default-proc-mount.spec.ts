import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { defaultProcMount } from "./default-proc-mount";

specifyPodRule(defaultProcMount, {
  levels: ["privileged", "baseline"],
  passes: {
    "the default, said": withContext({ procMount: "Default" }),
  },
  fails: {
    "an unmasked /proc": [
      withContext({ procMount: "Unmasked" }),
      "spec.containers[0].securityContext.procMount",
    ],
    "one in a pod with users of its own": [
      goodPod({ hostUsers: false, containers: [{ securityContext: { procMount: "Unmasked" } }] }),
      "spec.containers[0].securityContext.procMount",
    ],
  },
  unknown: {
    "a mount": [withContext({ procMount: UNKNOWN }), "spec.containers[0].securityContext.procMount"],
  },
});
