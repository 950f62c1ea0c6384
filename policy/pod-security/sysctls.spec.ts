import { UNKNOWN } from "../rule";
import { specifyPodRule, withPodContext } from "../testing/pods";
import { sysctls } from "./sysctls";

specifyPodRule(sysctls, {
  levels: ["baseline", "restricted"],
  passes: {
    "safe ones": withPodContext({
      sysctls: [
        { name: "net.ipv4.ip_unprivileged_port_start", value: "0" },
        { name: "net.ipv4.tcp_rmem", value: "1" },
      ],
    }),
  },
  fails: {
    "one that the whole node feels": [
      withPodContext({ sysctls: [{ name: "kernel.shm_rmid_forced" }, { name: "kernel.msgmax" }] }),
      "spec.securityContext.sysctls[1].name",
    ],
    "one that is safe only in 1.37": [
      withPodContext({ sysctls: [{ name: "net.ipv4.tcp_notsent_lowat" }] }),
      "spec.securityContext.sysctls[0].name",
    ],
  },
  unknown: {
    "a name": [withPodContext({ sysctls: [{ name: UNKNOWN }] }), "spec.securityContext.sysctls[0].name"],
  },
});
