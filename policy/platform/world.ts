import type { Value } from "../rule";

/** Networks at least this large are the internet for all purposes; `0.0.0.0/0` cut into halves included. */
const WORLD_BITS = 7;

/** Whether a range, of either version of IP, is the internet. */
export function isWorld(cidr: Value): boolean {
  if (typeof cidr !== "string") return false;
  const bits = /\/(\d+)$/.exec(cidr)?.[1];
  return bits !== undefined && Number(bits) <= WORLD_BITS;
}
