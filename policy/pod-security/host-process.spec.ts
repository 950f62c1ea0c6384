import { UNKNOWN } from "../rule";
import { specifyPodRule, withContext, withPodContext } from "../testing/pods";
import { hostProcess } from "./host-process";

specifyPodRule(hostProcess, {
  levels: ["baseline", "restricted"],
  passes: {
    "a Windows pod with options": withPodContext({ windowsOptions: { hostProcess: false } }),
  },
  fails: {
    "a pod that is a process of the host": [
      withPodContext({ windowsOptions: { hostProcess: true } }),
      "spec.securityContext.windowsOptions.hostProcess",
    ],
    "a container that is": [
      withContext({ windowsOptions: { hostProcess: true } }),
      "spec.containers[0].securityContext.windowsOptions.hostProcess",
    ],
  },
  unknown: {
    "options that are not known": [
      withContext({ windowsOptions: UNKNOWN }),
      "spec.containers[0].securityContext.windowsOptions",
    ],
  },
});
