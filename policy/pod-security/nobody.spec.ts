import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext, withPodContext } from "../testing/pods";
import { nobody } from "./nobody";

specifyPodRule(nobody, {
  levels: ["baseline", "restricted"],
  passes: {
    "a container that says the same": withContext({ runAsUser: 65534, runAsGroup: 65534 }),
  },
  fails: {
    "other ids of the pod": [
      withPodContext({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 }),
      "spec.securityContext.runAsUser",
      "spec.securityContext.runAsGroup",
      "spec.securityContext.fsGroup",
    ],
    "no ids at all": [
      goodPod({ securityContext: {} }),
      "spec.securityContext.runAsUser",
      "spec.securityContext.runAsGroup",
      "spec.securityContext.fsGroup",
    ],
    "a container with another id": [
      withContext({ runAsUser: 1337 }),
      "spec.containers[0].securityContext.runAsUser",
    ],
  },
  unknown: {
    "an id": [withPodContext({ runAsUser: UNKNOWN }), "spec.securityContext.runAsUser"],
  },
});
