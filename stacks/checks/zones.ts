import { nearestOf } from "../nearest";
import { DEFAULTS } from "../environments";
import type { Problem } from "../problems";
import type { Config } from "../schema";
import { REGIONS, zonesOf } from "../regions";
import { TIERS } from "../schema/network";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** The region exists, the zones are its own, and each tier has one subnet in each. */
export function zones({ config }: Subject<"environment" | "region" | "network">): Problem[] {
  const { network, region } = config;
  return [
    ...regionOf(config),
    ...strangers(network.zones, region),
    ...repeated("zones", network.zones),
    ...repeated("nodeZones", network.nodeZones),
    ...nodeZones(network),
    ...subnets(network),
  ];
}

function regionOf({ environment, region }: Pick<Config, "environment" | "region">): Problem[] {
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

function strangers(zones: readonly string[], region: string): Problem[] {
  const known = zonesOf(region);
  if (known.length === 0) return [];
  return zones.flatMap((zone, index) =>
    known.includes(zone)
      ? []
      : [
          {
            key: keyOf(["network", "zones", index]),
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

function nodeZones({ zones, nodeZones: nodes }: Config["network"]): Problem[] {
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

function subnets({ zones, subnets: ranges }: Config["network"]): Problem[] {
  return TIERS.filter((tier) => ranges[tier].length !== zones.length).map((tier) => ({
    key: keyOf(["network", "subnets", tier]),
    value: ranges[tier],
    problem: `not one range for each of ${zones.length} zones`,
    remedy: `give one for each of ${zones.join(", ")}, in that order`,
  }));
}
