import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule } from "../testing/pods";
import { hostPathVolumes } from "./host-path-volumes";

specifyPodRule(hostPathVolumes, {
  levels: ["baseline"],
  passes: {
    "other volumes": goodPod({
      volumes: [{ name: "a", emptyDir: {} }, { name: "b", nfs: {} }, { name: "c" }],
    }),
  },
  fails: {
    "a hostPath": [
      goodPod({
        volumes: [
          { name: "a", emptyDir: {} },
          { name: "b", hostPath: { path: "/var/log" } },
        ],
      }),
      "spec.volumes[1].hostPath",
    ],
  },
  unknown: {
    "a volume": [goodPod({ volumes: [UNKNOWN] }), "spec.volumes[0]"],
  },
});
