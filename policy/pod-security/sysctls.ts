import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { specOf } from "./pod";

/** Sysctls that belong to the pod's own namespaces (1.32 to 1.36). */
const SAFE: ReadonlySet<unknown> = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

/** Pod Security Standards, baseline: sysctls. */
export const sysctls = podRule({
  id: "pod-sysctls",
  title: "Set no sysctl that reaches beyond the pod",
  severity: "high",
  controls: [standard("baseline: Sysctls"), nist("CM-7")],
  why: "Other sysctls change the kernel for every pod of the node, or switch protections off.",
  remedy: "Remove the sysctl; set it on the node group when the nodes need it.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    specOf(pod)
      .in("securityContext", "sysctls")
      .items()
      .flatMap((item) => judged(item.get("name"), (value) => !SAFE.has(value), "must be a safe sysctl")),
});
