/** The embedded preview of each stack, as the cluster tests read it. */
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

import type { Preview } from "./objects";

/** Every stack of the program. */
export const STACKS = ["production", "staging", "development", "dr"] as const;
export type Stack = (typeof STACKS)[number];

const ROOT = path.join(__dirname, "..", "..");

const previewed = new Map<Stack, Promise<Preview>>();

/** What `npm run preview -- <stack> --json --no-policy` prints; asked for once in a run. */
export async function preview(stack: Stack): Promise<Preview> {
  const asked = previewed.get(stack) ?? run(stack);
  previewed.set(stack, asked);
  return await asked;
}

async function run(stack: Stack): Promise<Preview> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "preview/main.ts", stack, "--json", "--no-policy"],
    { cwd: ROOT, maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout) as Preview;
}

/** The Kubernetes minor version that the previewed cluster runs. @throws when the preview has no cluster */
export function versionOf({ steps }: Preview): string {
  const cluster = steps.find(({ newState }) =>
    /^(eks:index|aws:eks\/cluster):Cluster$/.test(newState?.type ?? ""),
  );
  const version = cluster?.newState?.inputs?.version;
  if (typeof version !== "string") throw new Error("The preview has no EKS cluster with a version.");
  return version;
}
