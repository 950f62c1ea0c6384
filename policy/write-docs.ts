/** Writes what is generated from the table of rules: `docs/policies/` and the JSON schema of `config/<stack>.json`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configSchemaText } from "./config";
import { pages } from "./documentation";
import { rules } from "./rules";

const folder = join(__dirname, "..", "docs", "policies");
const written = pages(rules);

mkdirSync(folder, { recursive: true });
for (const { file, text } of written) writeFileSync(join(folder, file), text);
// A page whose rule is gone goes with it.
for (const file of readdirSync(folder)) {
  if (!written.some((page) => page.file === file)) rmSync(join(folder, file));
}
writeFileSync(join(__dirname, "config", "config.schema.json"), configSchemaText(rules));
