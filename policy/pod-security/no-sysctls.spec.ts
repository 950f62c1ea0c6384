import { UNKNOWN } from "../rule";
import { specifyPodRule, withPodContext } from "../testing/pods";
import { noSysctls } from "./no-sysctls";

specifyPodRule(noSysctls, {
  levels: ["restricted"],
  passes: {
    "an empty list": withPodContext({ sysctls: [] }),
  },
  fails: {
    "even a safe one": [
      withPodContext({ sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] }),
      "spec.securityContext.sysctls[0]",
    ],
  },
  unknown: {
    "the list": [withPodContext({ sysctls: UNKNOWN }), "spec.securityContext.sysctls"],
  },
});
