import { UNKNOWN } from "../rule";
import { specifyPodRule, withContainer } from "../testing/pods";
import { probeHosts } from "./probe-hosts";

specifyPodRule(probeHosts, {
  levels: ["baseline", "restricted"],
  passes: {
    "probes of the pod itself": withContainer({
      livenessProbe: { httpGet: { port: 80, host: "" } },
      readinessProbe: { exec: {} },
    }),
  },
  fails: {
    "each probe and hook": [
      withContainer({
        livenessProbe: { httpGet: { host: "a" } },
        readinessProbe: { tcpSocket: { host: "b" } },
        startupProbe: { httpGet: { host: "c" } },
        lifecycle: { postStart: { httpGet: { host: "d" } }, preStop: { tcpSocket: { host: "127.0.0.1" } } },
      }),
      "spec.containers[0].livenessProbe.httpGet.host",
      "spec.containers[0].readinessProbe.tcpSocket.host",
      "spec.containers[0].startupProbe.httpGet.host",
      "spec.containers[0].lifecycle.postStart.httpGet.host",
      "spec.containers[0].lifecycle.preStop.tcpSocket.host",
    ],
  },
  unknown: {
    "a host": [
      withContainer({ livenessProbe: { httpGet: { host: UNKNOWN } } }),
      "spec.containers[0].livenessProbe.httpGet.host",
    ],
  },
});
