import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContainer, withContext } from "../testing/pods";
import { privilegeEscalation } from "./privilege-escalation";

specifyPodRule(privilegeEscalation, {
  levels: ["restricted"],
  passes: {
    "a Windows pod that says nothing": goodPod({
      os: { name: "windows" },
      securityContext: {},
      containers: [{ name: "main" }],
    }),
  },
  fails: {
    "nothing said": [
      goodPod({ containers: [{ name: "main" }] }),
      "spec.containers[0].securityContext.allowPrivilegeEscalation",
    ],
    "true said": [
      withContext({ allowPrivilegeEscalation: true }),
      "spec.containers[0].securityContext.allowPrivilegeEscalation",
    ],
  },
  unknown: {
    "a container's context": [
      withContainer({ securityContext: UNKNOWN }),
      "spec.containers[0].securityContext",
    ],
  },
});
