import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { asTexts, stackFileTexts } from "../stacks/stack-file";
import { mocked, type World } from "./mocks";

const root = join(__dirname, "..");

/** Answers to the lookups that the whole program makes. */
const LOOKUPS = {
  "aws:eks/getAddonVersion:getAddonVersion": () => ({ version: "v1.0.0-eksbuild.1" }),
};

/**
 * Runs the whole program under mocks, with the stack's own file and `edits` laid over it.
 *
 * @param edits config by its full key, for example `intelliguard:nodeCount`, as it would stand in the stack's file
 * @param name the stack's name, where it is not the file's
 */
export async function program(
  stack: string,
  edits: Readonly<Record<string, unknown>> = {},
  name = stack,
): Promise<World> {
  const entry = join(root, "index.ts");
  const { world } = await mocked(
    () => {
      pulumi.runtime.setAllConfig({ ...stackFileTexts(stack), ...asTexts(edits) });
      // The program runs when it is loaded, so that each run needs a fresh load of it; not of what it imports.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- by its path, the only key there is
      delete require.cache[entry];
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the engine's own runner loads it
      return require(entry) as unknown;
    },
    LOOKUPS,
    name,
  );
  return world;
}

/** Logical names, with their types, of the resources that differ between two runs; sorted. */
export function changed(before: World, after: World): string[] {
  const byKey = ({ resources }: World) =>
    new Map(resources.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
  const [old, fresh] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((key) => old.get(key) !== fresh.get(key))
    .sort();
}
