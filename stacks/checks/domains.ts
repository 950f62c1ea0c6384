import type { Problem } from "../problems";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** Public, private and corporate names never answer for each other. */
export function domains({ config }: Subject): Problem[] {
  const { domain, network } = config;
  const names = [
    { key: keyOf(["domain"]), name: domain },
    { key: keyOf(["network", "privateZone"]), name: network.privateZone },
    ...(network.corporate === undefined
      ? []
      : [{ key: keyOf(["network", "corporate", "domain"]), name: network.corporate.domain }]),
  ];
  return names.flatMap(({ key, name }, index) =>
    names
      .slice(0, index)
      .filter((earlier) => within(name, earlier.name) || within(earlier.name, name))
      .map((earlier) => ({
        key,
        value: name,
        problem: `overlaps ${earlier.key} (${earlier.name}), so one would hide names of the other`,
        remedy: "choose a domain outside it",
      })),
  );
}

function within(name: string, parent: string): boolean {
  return name === parent || name.endsWith(`.${parent}`);
}
