import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext, withPodContext } from "../testing/pods";
import { appArmor } from "./apparmor";

specifyPodRule(appArmor, {
  levels: ["baseline", "restricted"],
  passes: {
    "the runtime's and a local profile": withPodContext({ appArmorProfile: { type: "RuntimeDefault" } }),
    "annotations that keep it on": goodPod(
      {},
      {
        annotations: {
          "container.apparmor.security.beta.kubernetes.io/main": "runtime/default",
          "container.apparmor.security.beta.kubernetes.io/main2": "localhost/x",
          "container.apparmor.security.beta.kubernetes.io/main3": "",
          other: "unconfined",
        },
      },
    ),
  },
  fails: {
    "a pod and a container unconfined": [
      goodPod({
        securityContext: { appArmorProfile: { type: "Unconfined" } },
        containers: [{ securityContext: { appArmorProfile: {} } }],
      }),
      "spec.securityContext.appArmorProfile.type",
      "spec.containers[0].securityContext.appArmorProfile.type",
    ],
    "the annotation of old": [
      goodPod({}, { annotations: { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" } }),
      'metadata.annotations["container.apparmor.security.beta.kubernetes.io/main"]',
    ],
  },
  unknown: {
    "a profile and the annotations": [
      { ...withContext({ appArmorProfile: UNKNOWN }), metadata: { annotations: UNKNOWN } },
      "spec.containers[0].securityContext.appArmorProfile",
      "metadata.annotations",
    ],
  },
});
