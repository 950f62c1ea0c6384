import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackFileSchema } from "./stack-file-schema";

/** Where the schema is committed, and where the stack files' editor directives look for it. */
const FILE = join(__dirname, "stack-config.schema.json");

writeFileSync(FILE, `${JSON.stringify(stackFileSchema(), undefined, 2)}\n`);
