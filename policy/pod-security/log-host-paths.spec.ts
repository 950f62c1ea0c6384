import { UNKNOWN } from "../rule";
import { CONTAINER, goodPod, specifyPodRule } from "../testing/pods";
import { logHostPaths } from "./log-host-paths";

specifyPodRule(logHostPaths, {
  levels: ["privileged"],
  passes: {
    "/var/log read-only": goodPod({
      volumes: [{ name: "log", hostPath: { path: "/var/log" } }],
      containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: true }] }],
    }),
    "a folder beneath it": goodPod({
      volumes: [{ name: "log", hostPath: { path: "/var/log/containers/" } }],
      containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: true }] }],
    }),
    "other volumes that are written": goodPod({
      volumes: [{ name: "a", emptyDir: {} }],
      containers: [{ ...CONTAINER, volumeMounts: [{ name: "a" }] }],
    }),
  },
  fails: {
    "/var/log that can be written": [
      goodPod({
        volumes: [{ name: "log", hostPath: { path: "/var/log" } }],
        containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log" }] }],
      }),
      "spec.containers[0].volumeMounts[0].readOnly",
    ],
    "another path": [
      goodPod({
        volumes: [{ name: "log", hostPath: { path: "/var/lib" } }],
        containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: true }] }],
      }),
      "spec.volumes[0].hostPath.path",
    ],
    "a path that only begins alike": [
      goodPod({
        volumes: [{ name: "log", hostPath: { path: "/var/logs" } }],
        containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: true }] }],
      }),
      "spec.volumes[0].hostPath.path",
    ],
    "a way out of it": [
      goodPod({
        volumes: [{ name: "log", hostPath: { path: "/var/log/../lib" } }],
        containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: true }] }],
      }),
      "spec.volumes[0].hostPath.path",
    ],
  },
  unknown: {
    "a path": [
      goodPod({ volumes: [{ name: "log", hostPath: { path: UNKNOWN } }] }),
      "spec.volumes[0].hostPath.path",
    ],
    "a mount": [
      goodPod({
        volumes: [{ name: "log", hostPath: { path: "/var/log" } }],
        containers: [{ ...CONTAINER, volumeMounts: [{ name: "log", mountPath: "/log", readOnly: UNKNOWN }] }],
      }),
      "spec.containers[0].volumeMounts[0].readOnly",
    ],
  },
});
