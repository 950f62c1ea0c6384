import type { Ranges } from "./addresses";
import type { Endpoint } from "./flow";
import { groupBy } from "./group";
import { describe } from "./intents";
import type { Policy } from "./policies";

/**
 * What the AWS network policy agent holds for one address seen from one pod: pairs of port and protocol, over all
 * policies together. It does not say so when there are more; some are then not applied.
 */
export const PAIRS_PER_ADDRESS = 24;

/** One thing that the agent resolves to addresses: a block, or pods. */
interface Peer {
  readonly name: string;
  readonly end: Endpoint;
}

const peersOf = (end: Endpoint, known: Ranges): Peer[] =>
  end.kind === "range"
    ? known[end.range].map((cidr) => ({ name: cidr, end: { kind: "cidr", cidr } }))
    : [{ name: describe(end), end }];

/** Whether the pods of `narrow` are among those of `wide`. Every pod may be one of the mesh. */
function covers(wide: Endpoint, narrow: Endpoint): boolean {
  if (narrow.kind === "cidr" || wide.kind === "cidr") return false;
  if (wide.kind === "cluster" || wide.kind === "mesh") return true;
  return (
    wide.kind === "pods" &&
    narrow.kind === "pods" &&
    wide.workload === undefined &&
    wide.namespace === narrow.namespace
  );
}

/** The policies of one workload, or of a namespace's other pods: each set that some pod is under. */
function podPolicies(policies: readonly Policy[]): Policy[][] {
  const key = ({ podSelector }: Policy) => JSON.stringify(podSelector);
  return [...groupBy(policies, ({ namespace }) => namespace).values()].flatMap((space) => {
    const general = space.filter((policy) => key(policy) === "{}");
    const special = groupBy(
      space.filter((policy) => key(policy) !== "{}"),
      key,
    );
    return [general, ...[...special.values()].map((own) => [...general, ...own])];
  });
}

/** Where pods would have more ports with one peer than AWS holds. */
export function pairProblems(policies: readonly Policy[], known: Ranges): string[] {
  const found = podPolicies(policies).flatMap((own) =>
    (["ingress", "egress"] as const).flatMap((direction) => {
      const opened = own.flatMap((policy) =>
        policy[direction].flatMap(({ peers, ports }) =>
          peers.flatMap((end) =>
            peersOf(end, known).map((peer) => ({
              ...peer,
              pairs: ports.map(({ protocol, port }) => `${protocol} ${port}`),
            })),
          ),
        ),
      );
      const last = own.at(-1);
      return [...groupBy(opened, ({ name }) => name)].flatMap(([name, same]) => {
        const wider = opened.filter(({ end }) => same[0] !== undefined && covers(end, same[0].end));
        const count = new Set([...same, ...wider].flatMap(({ pairs }) => pairs)).size;
        if (count <= PAIRS_PER_ADDRESS || last === undefined) return [];
        return [
          `policy ${last.namespace}/${last.name}: ${direction} has ${count} ports with ${name}, more than the ` +
            `${PAIRS_PER_ADDRESS} that AWS holds; split the workload or use fewer ports`,
        ];
      });
    }),
  );
  return [...new Set(found)];
}
