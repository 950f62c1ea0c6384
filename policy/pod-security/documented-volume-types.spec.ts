import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule } from "../testing/pods";
import { documentedVolumeTypes } from "./documented-volume-types";

specifyPodRule(documentedVolumeTypes, {
  levels: ["restricted"],
  passes: {
    "the six types": goodPod({
      volumes: ["configMap", "emptyDir", "projected", "secret", "downwardAPI", "persistentVolumeClaim"].map(
        (type) => ({ name: type, [type]: {} }),
      ),
    }),
  },
  fails: {
    "csi, ephemeral and image volumes": [
      goodPod({ volumes: ["csi", "ephemeral", "image"].map((type) => ({ name: type, [type]: {} })) }),
      "spec.volumes[0]",
      "spec.volumes[1]",
      "spec.volumes[2]",
    ],
  },
  unknown: {
    "the list": [goodPod({ volumes: UNKNOWN }), "spec.volumes"],
  },
});
