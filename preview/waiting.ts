import type { Awaited } from "./program";

/** How many resources are named before the rest is only counted. */
const NAMED = 10;

/** What the program is waiting for: the resources that were made but cannot be registered yet. */
export function waitingFor(awaited: readonly Awaited[]): string {
  if (awaited.length === 0) return "no resource is waiting; the program itself has not come to its end";
  const named = awaited.slice(0, NAMED).map(({ type, name }) => `  ${type} ${name}`);
  const rest = awaited.length > NAMED ? [`  and ${awaited.length - NAMED} more`] : [];
  return ["these resources wait for an input, a parent or a dependency:", ...named, ...rest].join("\n");
}
