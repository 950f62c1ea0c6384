import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What resource types an installed Pulumi SDK has, and which inputs each takes, read from its declaration files. For
 * tests that hold a table against the SDK; nothing that judges a stack reads it.
 */
export interface SdkType {
  readonly token: string;
  /** Every input, nested ones included, as a path: `a.b`, and `a[].b` where `a` is a list. */
  readonly inputs: readonly string[];
  /** The top-level inputs that are mappings of any key, as tags are. */
  readonly maps: readonly string[];
}

type Fields = ReadonlyMap<string, string>;
const FIELD = /^ +(\w+)\??: (.*)$/;
/** Blocks of some resources (WAF statements) contain themselves; deeper than this nothing new comes. */
const DEEPEST = 8;

/** The interfaces of `types/input.d.ts`, by `namespace.Name`. */
function blocksOf(root: string): ReadonlyMap<string, Fields> {
  const blocks = new Map<string, Map<string, string>>();
  let namespace = "";
  let fields = new Map<string, string>();
  for (const line of readFileSync(join(root, "types/input.d.ts"), "utf8").split("\n")) {
    const opened = /^export declare namespace (\w+)/.exec(line);
    const declared = /^ *(?:export )?interface (\w+)/.exec(line);
    if (opened) namespace = `${opened[1] ?? ""}.`;
    else if (declared) {
      fields = new Map<string, string>();
      blocks.set(`${namespace}${declared[1] ?? ""}`, fields);
    } else addField(fields, line);
  }
  return blocks;
}

function addField(fields: Map<string, string>, line: string): void {
  const match = FIELD.exec(line);
  if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], match[2]);
}

/** The top-level inputs of a resource, from its own declaration file. */
function fieldsOf(declaration: string): Fields {
  const fields = new Map<string, string>();
  const start = declaration.search(/^export interface \w+Args \{/m);
  if (start < 0) return fields;
  for (const line of declaration.slice(start).split("\n")) {
    if (line.startsWith("}")) break;
    if (/^ {4}\w/.test(line)) addField(fields, line);
  }
  return fields;
}

function paths(
  blocks: ReadonlyMap<string, Fields>,
  fields: Fields,
  prefix: string,
  above: string[],
): string[] {
  return [...fields].flatMap(([name, type]) => {
    const path = prefix + name;
    const list = type.includes("[]");
    const inner = [...type.matchAll(/inputs\.([\w.]+)/g)].flatMap(([, block = ""]) => {
      const nested = blocks.get(block);
      if (!nested || above.includes(block) || above.length > DEEPEST) return [];
      return paths(blocks, nested, `${path}${list ? "[]" : ""}.`, [...above, block]);
    });
    return list && inner.length === 0 ? [path, `${path}[]`] : [path, ...inner];
  });
}

function declarations(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : declarations(path);
    return entry.name.endsWith(".d.ts") && !/^(get[A-Z]|index\.)/.test(entry.name) ? [path] : [];
  });
}

const read = new Map<string, ReadonlyMap<string, SdkType>>();

/** The resource types of an installed provider package, by token. Read once a process. */
export function sdkTypes(name: string): ReadonlyMap<string, SdkType> {
  const known = read.get(name);
  if (known) return known;
  const root = dirname(require.resolve(`${name}/package.json`));
  const blocks = blocksOf(root);
  const types = new Map<string, SdkType>();
  for (const path of declarations(root)) {
    const code = readFileSync(path.replace(/\.d\.ts$/, ".js"), "utf8");
    const token = /static __pulumiType = ['"]([^'"]+)['"]/.exec(code)?.[1];
    if (!token?.includes(":")) continue;
    const fields = fieldsOf(readFileSync(path, "utf8"));
    const maps = [...fields].filter(([, type]) => type === "pulumi.Input<{").map(([name]) => name);
    types.set(token, { token, inputs: paths(blocks, fields, "", []), maps });
  }
  read.set(name, types);
  return types;
}
