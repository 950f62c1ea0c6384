import { DEFAULTS } from "../environments";
import type { Problem } from "../problems";
import type { Config } from "../schema";
import { ENVIRONMENTS } from "../schema/environment";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** Public, private and corporate names never answer for each other. */
export function domains({ config }: Subject<"environment" | "domain" | "network">): Problem[] {
  const { domain, network } = config;
  const names = [
    { key: keyOf(["domain"]), name: domain },
    { key: keyOf(["network", "privateZone"]), name: network.privateZone },
    ...(network.corporate === undefined
      ? []
      : [{ key: keyOf(["network", "corporate", "domain"]), name: network.corporate.domain }]),
  ];
  return [
    ...taken(config),
    ...names.flatMap(({ key, name }, index) =>
      names
        .slice(0, index)
        .filter((earlier) => within(name, earlier.name) || within(earlier.name, name))
        .map((earlier) => ({
          key,
          value: name,
          problem: `overlaps ${earlier.key} (${earlier.name}), so one would hide names of the other`,
          remedy: "choose a domain outside it",
        })),
    ),
  ];
}

/** Two environments that served one domain would overwrite each other's records. */
function taken({ domain, environment }: Pick<Config, "domain" | "environment">): Problem[] {
  const owner = ENVIRONMENTS.find((other) => other !== environment && DEFAULTS[other].domain === domain);
  if (owner === undefined) return [];
  const remedy = `choose one like ${DEFAULTS[environment].domain}`;
  return [{ key: keyOf(["domain"]), value: domain, problem: `the domain of ${owner}`, remedy }];
}

function within(name: string, parent: string): boolean {
  return name === parent || name.endsWith(`.${parent}`);
}
