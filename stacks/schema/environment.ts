import { z } from "zod";

/** The four environments (section 1, environment strategy); `dr` is the document's `disaster_recovery`. */
export const ENVIRONMENTS = ["production", "staging", "development", "dr"] as const;

/** Which of the four environments a stack is. */
export type Environment = (typeof ENVIRONMENTS)[number];

export const environment = z
  .enum(ENVIRONMENTS)
  .describe("Which environment this stack is: its defaults come from the file of that name in stacks/.");

export const region = z
  .string()
  .describe("The AWS region the environment lives in (section 1); aws:region must say the same.");

export const nodeCount = z
  .int()
  .min(1)
  .describe("Nodes of the environment (section 1): the desired sizes of the node pools must add up to it.");

export const protect = z
  .boolean()
  .describe("Whether what holds data is protected from deletion and retained; true in production and dr.");
