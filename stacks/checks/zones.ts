import { nearestOf } from "../nearest";
import { DEFAULTS } from "../environments";
import type { Problem } from "../problems";
import { REGIONS, zonesOf } from "../regions";
import { TIERS } from "../schema/network";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** The region exists, the zones are its own, and each tier has one subnet in each. */
export function zones({ config }: Subject): Problem[] {
  const { network, region } = config;
  return [
    ...regionOf(config),
    ...["zones" as const, "nodeZones" as const].flatMap((list) => [
      ...strangers(list, network[list], region),
      ...repeated(list, network[list]),
    ]),
    ...nodeZones(network),
    ...subnets(network),
  ];
}

function regionOf({ environment, region }: Subject["config"]): Problem[] {
  const key = keyOf(["region"]);
  const known = Object.keys(REGIONS);
  if (!known.includes(region)) {
    const near = nearestOf(region, known);
    const remedy = near === undefined ? `choose one of ${known.join(", ")}` : `did you mean ${near}?`;
    return [{ key, value: region, problem: "not a region in the table of regions", remedy }];
  }
  if (environment !== "dr" || region !== DEFAULTS.production.region) return [];
  return [
    {
      key,
      value: region,
      problem: "production's region, whose loss dr is for",
      remedy: "choose another region",
    },
  ];
}

function strangers(list: string, zones: readonly string[], region: string): Problem[] {
  const known = zonesOf(region);
  if (known.length === 0) return [];
  return zones.flatMap((zone, index) =>
    known.includes(zone)
      ? []
      : [
          {
            key: keyOf(["network", list, index]),
            value: zone,
            problem: `not a zone of ${region}`,
            remedy: `choose one of ${known.join(", ")}`,
          },
        ],
  );
}

function repeated(list: string, zones: readonly string[]): Problem[] {
  return zones.flatMap((zone, index) =>
    zones.indexOf(zone) === index
      ? []
      : [
          {
            key: keyOf(["network", list, index]),
            value: zone,
            problem: "a zone named twice",
            remedy: "remove it",
          },
        ],
  );
}

function nodeZones({ zones, nodeZones: nodes }: Subject["config"]["network"]): Problem[] {
  return nodes.flatMap((zone, index) =>
    zones.includes(zone)
      ? []
      : [
          {
            key: keyOf(["network", "nodeZones", index]),
            value: zone,
            problem: "a zone without subnets",
            remedy: `choose among network.zones: ${zones.join(", ")}`,
          },
        ],
  );
}

function subnets({ zones, subnets: ranges }: Subject["config"]["network"]): Problem[] {
  return TIERS.filter((tier) => ranges[tier].length !== zones.length).map((tier) => ({
    key: keyOf(["network", "subnets", tier]),
    value: ranges[tier],
    problem: `${ranges[tier].length} ranges for ${zones.length} zones`,
    remedy: "give one range for each of network.zones, in their order",
  }));
}
