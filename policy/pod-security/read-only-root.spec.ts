import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule, withContext } from "../testing/pods";
import { readOnlyRoot } from "./read-only-root";

specifyPodRule(readOnlyRoot, {
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
      "spec.containers[0].securityContext.readOnlyRootFilesystem",
    ],
    "false said": [
      withContext({ readOnlyRootFilesystem: false }),
      "spec.containers[0].securityContext.readOnlyRootFilesystem",
    ],
  },
  unknown: {
    "a container": [
      withContext({ readOnlyRootFilesystem: UNKNOWN }),
      "spec.containers[0].securityContext.readOnlyRootFilesystem",
    ],
  },
});
