import { UNKNOWN } from "../rule";
import { goodPod, specifyPodRule } from "../testing/pods";
import { hostNamespaces } from "./host-namespaces";

specifyPodRule(hostNamespaces, {
  levels: ["baseline", "restricted"],
  passes: {
    "a pod that says no to each": goodPod({ hostNetwork: false, hostPID: false, hostIPC: null }),
  },
  fails: {
    "each of the three, all at once": [
      goodPod({ hostNetwork: true, hostPID: true, hostIPC: true }),
      "spec.hostNetwork",
      "spec.hostPID",
      "spec.hostIPC",
    ],
  },
  unknown: {
    "one of them": [goodPod({ hostPID: UNKNOWN }), "spec.hostPID"],
  },
});
