import { closest } from "fastest-levenshtein";
import { isBlock, type Ranges } from "./addresses";
import type { Endpoint, Flow, Pods } from "./flow";
import { groupBy } from "./group";
import { INTENTS, describe, intentProblems, type Spaces } from "./intents";
import type { NamespaceSpec } from "./namespaces";
import { pairProblems } from "./aws-limits";
import { policies, type Policy } from "./policies";

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** What is wrong with the namespaces among themselves. */
export function namespaceProblems(namespaces: readonly NamespaceSpec[]): string[] {
  const names = namespaces.map(({ name }) => name);
  return namespaces.flatMap((space, index) => [
    ...(names.indexOf(space.name) < index ? [`namespace ${space.name} is listed twice; list it once`] : []),
    ...(DNS_LABEL.test(space.name)
      ? []
      : [
          `namespace "${space.name}" is no DNS label; use lower case letters, digits and hyphens, at most 63`,
        ]),
    ...(LABEL_VALUE.test(space.purpose)
      ? []
      : [
          `namespace ${space.name}: purpose "${space.purpose}" is no label value; use at most 63 letters, digits, - _ .`,
        ]),
    ...(space.level !== "restricted" && space.reason === undefined
      ? [`namespace ${space.name} is ${space.level} without a reason; give one or make it restricted`]
      : []),
    ...(space.level === "restricted" && space.reason !== undefined
      ? [`namespace ${space.name} is restricted and needs no reason; remove it`]
      : []),
    ...[...new Set(Object.values(space.intents))]
      .filter((intent) => !(intent in INTENTS))
      .map(
        (intent) =>
          `namespace ${space.name}: intent ${intent} is unknown; did you mean ${closest(intent, Object.keys(INTENTS))}?`,
      ),
  ]);
}

function endProblems(end: Endpoint, flow: string, spaces: Spaces): string[] {
  if (end.kind === "cidr" && !isBlock(end.cidr)) {
    return [
      `flow ${flow}: "${end.cidr}" is no IPv4 block; write it with its first address, such as 10.0.10.0/24`,
    ];
  }
  if (end.kind !== "pods" || spaces.has(end.namespace)) return [];
  const nearest = closest(end.namespace, [...spaces.keys()]);
  return [`flow ${flow}: namespace ${end.namespace} is unknown; did you mean ${nearest}?`];
}

/** Whether the sender's pods have a sidecar, which addresses pods instead of Services. */
function sidecar(end: Endpoint, spaces: Spaces): boolean {
  if (end.kind !== "pods") return end.kind === "mesh";
  const mesh = spaces.get(end.namespace)?.mesh;
  return mesh === "injected" || (mesh === "gateway" && end.workload?.name === "gateway");
}

function portProblems({ from, to, ports }: Flow, name: string, spaces: Spaces): string[] {
  const valid = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
  // Addresses are not judged by egress policies; pods without a sidecar are, before a Service is translated.
  const judged = (from.kind === "pods" || from.kind === "cluster") && !sidecar(from, spaces);
  return [
    ...(ports.length === 0 ? [`flow ${name} has no port, which would open all; name its ports`] : []),
    ...ports
      .filter(({ port }) => !valid(port))
      .map(({ port }) => `flow ${name}: port ${port} is none; write a number from 1 to 65535`),
    ...ports
      .filter(({ port, servicePort }) => judged && to.kind === "pods" && (servicePort ?? port) !== port)
      .map(
        ({ port, servicePort }) =>
          `flow ${name}: Service port ${servicePort ?? port} differs from container port ${port}, which AWS network ` +
          "policies cannot follow for senders without a sidecar; give the Service the container's port",
      ),
  ];
}

/** A workload name that stands for two different label sets would merge their policies. */
function workloadProblems(flows: readonly Flow[]): string[] {
  const named = flows
    .flatMap(({ from, to }) => [from, to])
    .filter((end): end is Pods => end.kind === "pods" && end.workload !== undefined);
  return [...groupBy(named, describe)]
    .filter(([, ends]) => new Set(ends.map(({ workload }) => JSON.stringify(workload?.labels))).size > 1)
    .map(
      ([name]) =>
        `workload ${name} has different labels in different flows; give each workload one set of labels`,
    );
}

function nameProblems(made: readonly Policy[]): string[] {
  return made
    .filter(({ name }) => !DNS_LABEL.test(name))
    .map(
      ({ namespace, name }) =>
        `policy ${namespace}/${name} has no legal name; use shorter names of lower case letters, digits and hyphens`,
    );
}

/**
 * What is wrong with the flows: ends, ports, intents, names and AWS's limits.
 *
 * @param known the environment's ranges; absent while its addresses themselves are wrong
 */
export function flowProblems(
  namespaces: readonly NamespaceSpec[],
  flows: readonly Flow[],
  known: Ranges | undefined,
): string[] {
  const spaces: Spaces = new Map(namespaces.map((space) => [space.name, space]));
  const single = flows.flatMap((flow) => {
    const name = `${describe(flow.from)} to ${describe(flow.to)}`;
    const ends = [...endProblems(flow.from, name, spaces), ...endProblems(flow.to, name, spaces)];
    return [
      ...ends,
      ...portProblems(flow, name, spaces),
      ...(ends.length > 0 ? [] : intentProblems(flow, spaces)),
    ];
  });
  const made = policies(namespaces, flows);
  return [
    ...single,
    ...workloadProblems(flows),
    ...nameProblems(made),
    ...(known === undefined ? [] : pairProblems(made, known)),
  ];
}
