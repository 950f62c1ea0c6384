import type { ClusterDns } from "./args";

/** Seconds CoreDNS keeps an answer, and the lifetime it gives the cluster's own names. */
const TTL = 30;

const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}`);

const block = (head: string, lines: readonly string[]) => [`${head} {`, ...indent(lines), "}"];

/**
 * An alias answers with the service's address under the name that was asked for: an `exact` rewrite changes question
 * and answer alike. `stop`, because no later rule may rewrite the service's name again.
 */
const alias = ([name, service]: readonly [string, string]) => `rewrite stop name exact ${name} ${service}`;

/** A domain of other name servers. Answers are kept as briefly as the cluster's own, so that a failover is seen soon. */
function forwarder([domain, servers]: readonly [string, readonly string[]]): string[] {
  return block(`${domain}:53`, ["errors", `cache ${TTL}`, `forward . ${servers.join(" ")}`]);
}

/** By name, so that the order in which somebody wrote the settings changes nothing. */
const byName = <T>(record: Readonly<Record<string, T>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The whole Corefile: the cluster's own names, the aliases, forwarders, and for all the rest the VPC's resolver, which
 * knows the private zone `intelliguard.local` and whatever resolver rules the VPC has (section 4, service discovery).
 *
 * What EKS probes and scrapes is kept: `health` on 8080, `ready` on 8181, `prometheus` on 9153.
 */
export function corefile({ aliases, forwarders }: ClusterDns): string {
  const main = block(".:53", [
    "errors",
    ...block("health", ["lameduck 5s"]),
    "ready",
    ...byName(aliases).map(alias),
    ...block("kubernetes cluster.local in-addr.arpa ip6.arpa", [
      "pods insecure",
      "fallthrough in-addr.arpa ip6.arpa",
      `ttl ${TTL}`,
    ]),
    "prometheus :9153",
    ...block("forward . /etc/resolv.conf", ["max_concurrent 1000"]),
    `cache ${TTL}`,
    "loop",
    "reload",
    "loadbalance",
  ]);
  return [...main, ...byName(forwarders).flatMap(forwarder), ""].join("\n");
}
