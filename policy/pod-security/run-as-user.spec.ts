import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { runAsUser } from "./run-as-user";

specifyPodRule(runAsUser, {
  levels: ["restricted"],
  passes: {
    "no user at all": goodPod({ securityContext: {}, containers: [{ name: "main" }] }),
    "user 0 in a pod with users of its own": goodPod({ hostUsers: false, securityContext: { runAsUser: 0 } }),
  },
  fails: {
    "user 0, of the pod and of a container": [
      goodPod({ securityContext: { runAsUser: 0 }, containers: [{ securityContext: { runAsUser: 0 } }] }),
      "spec.securityContext.runAsUser",
      "spec.containers[0].securityContext.runAsUser",
    ],
  },
  unknown: {
    "a user": [withContext({ runAsUser: UNKNOWN }), "spec.containers[0].securityContext.runAsUser"],
  },
});
