import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sdkTypes } from "../sdk";

/** The resource types of the installed AWS provider that take tags from its `defaultTags`, as `module: names`, the names in one text. */
export function taggable(): Record<string, string> {
  const found: Record<string, string[]> = {};
  for (const { token, inputs, maps } of sdkTypes("@pulumi/aws").values()) {
    const [, path = "", name = ""] = token.split(":");
    // A list of tags (of an Auto Scaling group) is not fed by the provider.
    if (!inputs.includes("tags") || !maps.includes("tags")) continue;
    (found[path.split("/")[0] ?? ""] ??= []).push(name);
  }
  return Object.fromEntries(
    Object.entries(found)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([module, names]) => [module, names.sort((a, b) => a.localeCompare(b)).join(" ")]),
  );
}

/** Writes `taggable.json`, which the rule reads in place of the provider's declarations. */
if (require.main === module)
  writeFileSync(join(__dirname, "taggable.json"), `${JSON.stringify(taggable(), null, 2)}\n`);
