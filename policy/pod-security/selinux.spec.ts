import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext, withPodContext } from "../testing/pods";
import { seLinux } from "./selinux";

specifyPodRule(seLinux, {
  levels: ["baseline", "restricted"],
  passes: {
    "each type of containers": goodPod({
      securityContext: { seLinuxOptions: { type: "container_engine_t", level: "s0" } },
      containers: [{ securityContext: { seLinuxOptions: { type: "" } } }],
    }),
  },
  fails: {
    "another type, a user and a role": [
      withPodContext({ seLinuxOptions: { type: "spc_t", user: "u", role: "r" } }),
      "spec.securityContext.seLinuxOptions.type",
      "spec.securityContext.seLinuxOptions.user",
      "spec.securityContext.seLinuxOptions.role",
    ],
  },
  unknown: {
    "the options": [
      withContext({ seLinuxOptions: UNKNOWN }),
      "spec.containers[0].securityContext.seLinuxOptions",
    ],
  },
});
