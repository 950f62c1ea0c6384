import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule } from "../testing/pods";
import { volumeTypes } from "./volume-types";

specifyPodRule(volumeTypes, {
  levels: ["restricted"],
  passes: {
    "every type of the cluster's own API": goodPod({
      volumes: [
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
      ].map((type) => ({ name: type, [type]: {} })),
    }),
    "a volume without a source, which is an emptyDir": goodPod({
      volumes: [{ name: "a" }, { name: "b", hostPath: null }],
    }),
    "a known type whose content is not known": goodPod({
      volumes: [{ name: "a", secret: { secretName: UNKNOWN } }],
    }),
  },
  fails: {
    "hostPath and nfs": [
      goodPod({
        volumes: [
          { name: "a", hostPath: { path: "/" } },
          { name: "b", nfs: {} },
        ],
      }),
      "spec.volumes[0]",
      "spec.volumes[1]",
    ],
  },
  unknown: {
    "a volume and a source": [
      goodPod({ volumes: [UNKNOWN, { name: "b", csi: UNKNOWN }] }),
      "spec.volumes[0]",
      "spec.volumes[1].csi",
    ],
  },
});
