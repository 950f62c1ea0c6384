import { violation, type At } from "../pod-security/at";
import { specOf, type Pod } from "../pod-security/pod";
import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at } from "../values";
import { isReplicated, judgesPods } from "./pods";

const ZONE = "topology.kubernetes.io/zone";

/** Whether a list has an element that spreads over zones. */
function spreads(list: At, keyOf: (item: At) => At): boolean | typeof UNKNOWN {
  const keys: readonly Value[] = list.items().map((item) => keyOf(item).value);
  return keys.includes(ZONE) || (keys.includes(UNKNOWN) ? UNKNOWN : false);
}

function judge(pod: Pod, subject: Subject): readonly Finding[] {
  const replicas = at(subject.inputs, "spec.replicas");
  if (!isReplicated(subject) || !(replicas === UNKNOWN || Number(replicas) > 1)) return [];
  const spec = specOf(pod);
  const constraints = spec.get("topologySpreadConstraints");
  const affinity = spec.in("affinity", "podAntiAffinity");
  const places: readonly (readonly [At, boolean | typeof UNKNOWN])[] = [
    [constraints, spreads(constraints, (item) => item.get("topologyKey"))],
    ...[
      "requiredDuringSchedulingIgnoredDuringExecution",
      "preferredDuringSchedulingIgnoredDuringExecution",
    ].map((kind) => {
      const terms = affinity.get(kind);
      return [
        terms,
        spreads(terms, (item) =>
          kind.startsWith("preferred") ? item.in("podAffinityTerm", "topologyKey") : item.get("topologyKey"),
        ),
      ] as const;
    }),
  ];
  if (places.some(([, verdict]) => verdict === true)) return [];
  const open = places.filter(([, verdict]) => verdict === UNKNOWN);
  if (open.length > 0)
    return [...new Set(open.map(([place]) => place.path))].map((path) => ({ kind: "unknown", path }));
  // The path is the object's own, not the pod's.
  if (replicas === UNKNOWN) return [{ kind: "unknown", path: "spec" }];
  const message = `Spread the ${Number(replicas)} pods of ${subject.name} over zones by ${ZONE}.`;
  return [violation(constraints, message)];
}

export const zoneSpread: Rule = {
  id: "zone-spread",
  family: "platform",
  title: "Spread replicas over zones",
  severity: "medium",
  enforcement: "advisory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-36" }],
  why: "Replicas in one zone are lost together when the zone is.",
  remedy: `Add a topologySpreadConstraint, or an anti-affinity, with topologyKey ${ZONE}.`,
  exemptions: [],
  ...judgesPods(judge),
};
