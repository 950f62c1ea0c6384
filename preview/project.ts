import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { UNKNOWN } from "./values";

/** One value of a stack's configuration. */
export interface ConfigValue {
  /** The value as the program receives it; structured values are JSON. */
  readonly text: string;
  readonly secret: boolean;
}

/** A stack's whole configuration, by full key (`aws:region`). */
export type Config = Readonly<Record<string, ConfigValue>>;

/** How a key is declared in `Pulumi.yaml`. */
interface Declaration {
  readonly type?: string;
  readonly items?: Declaration;
  readonly default?: unknown;
  readonly value?: unknown;
  readonly secret?: boolean;
}

/** A project as its `Pulumi.yaml` describes it. */
export interface Project {
  readonly name: string;
  /** Folder of `Pulumi.yaml`. */
  readonly root: string;
  /** What to run: a file, or a folder with an entry point. */
  readonly main: string;
  readonly declarations: Readonly<Record<string, Declaration>>;
}

/** Names that a stack may have. */
const STACK_FILE = /^Pulumi\.([\w.-]+)\.yaml$/;

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readYaml(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (content === null || content === undefined) return {};
  if (!isMap(content)) throw new Error(`${file}: expected a map at the top level`);
  return content;
}

/** The entry point: `main` of Pulumi.yaml, else of package.json, else the folder itself. */
function entryPoint(root: string, settings: Record<string, unknown>): string {
  if (typeof settings.main === "string") return resolve(root, settings.main);
  const manifest = join(root, "package.json");
  if (!existsSync(manifest)) return root;
  const { main } = JSON.parse(readFileSync(manifest, "utf8")) as { main?: string };
  return main !== undefined && existsSync(join(root, main)) ? join(root, main) : root;
}

/**
 * Reads the project in a folder.
 *
 * @throws when there is no `Pulumi.yaml`, it cannot be read, or its runtime is not nodejs
 */
export function readProject(root: string): Project {
  const file = join(root, "Pulumi.yaml");
  if (!existsSync(file))
    throw new Error(`no Pulumi.yaml in ${root}; run the preview in the project's folder`);
  const settings = readYaml(file);
  const { name, runtime, config } = settings;
  if (typeof name !== "string" || name === "") throw new Error(`${file}: give the project a "name"`);
  const runtimeName = isMap(runtime) ? runtime.name : runtime;
  if (runtimeName !== "nodejs") {
    throw new Error(`${file}: the preview runs the nodejs runtime only, not "${String(runtimeName)}"`);
  }
  const declarations: Record<string, Declaration> = {};
  for (const [key, value] of Object.entries(isMap(config) ? config : {})) {
    declarations[fullKey(name, key)] = isMap(value) ? value : { value };
  }
  return { name, root, main: entryPoint(root, settings), declarations };
}

/** The stacks that have a file beside `Pulumi.yaml`, in alphabetical order. */
export function stacksOf(project: Project): string[] {
  return readdirSync(project.root)
    .map((file) => STACK_FILE.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

function fullKey(project: string, key: string): string {
  const [first = "", middle, ...rest] = key.split(":");
  if (middle === undefined) return `${project}:${key}`;
  return middle === "config" && rest.length > 0 ? `${first}:${rest.join(":")}` : key;
}

/** Whether a value, at any depth, is `secure:` ciphertext. */
function isSecure(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isSecure);
  if (!isMap(value)) return false;
  return typeof value.secure === "string" || Object.values(value).some(isSecure);
}

/** The value with all its ciphertext replaced by the placeholder for what is not known. */
function withoutCiphertext(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCiphertext);
  if (!isMap(value)) return value;
  if (typeof value.secure === "string") return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutCiphertext(field)]));
}

/** A structured value as the engine hands it to the program: JSON, keys in order, safe inside HTML. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const json = JSON.stringify(value, (_key, field: unknown) =>
    isMap(field) ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1))) : field,
  );
  return json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

function fits(value: unknown, { type, items }: Declaration): boolean {
  switch (type) {
    case "string":
      return typeof value !== "object";
    case "integer":
      return /^-?\d+$/.test(textOf(value));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return isMap(value);
    case "array":
      return Array.isArray(value) && items !== undefined && value.every((item) => fits(item, items));
    default:
      return true;
  }
}

/** The type as it is written in messages: `array<string>`. */
function typeName({ type = "string", items }: Declaration): string {
  return items === undefined ? type : `${type}<${typeName(items)}>`;
}

/** Checks the values against what `Pulumi.yaml` declares, as the engine does; every problem at once. */
function problems(stack: string, project: Project, values: Readonly<Record<string, unknown>>): string[] {
  const found: string[] = [];
  for (const [key, declaration] of Object.entries(project.declarations)) {
    const short = key.startsWith(`${project.name}:`) ? key.slice(project.name.length + 1) : key;
    const value = values[key];
    if (value === undefined) {
      if (short !== key) found.push(`Stack '${stack}' is missing configuration value '${short}'`);
    } else if (declaration.secret === true && !isSecure(value)) {
      found.push(`Stack '${stack}' with configuration key '${short}' must be encrypted as it's secret`);
    } else if (!isSecure(value) && !fits(value, declaration)) {
      found.push(
        `Stack '${stack}' with configuration key '${short}' must be of type '${typeName(declaration)}'`,
      );
    }
  }
  return found;
}

/** A stack's configuration, and what in it cannot be read here. */
export interface StackConfig {
  readonly config: Config;
  /** Keys whose value is encrypted: the preview has no key and treats them as secrets that are not known. */
  readonly encrypted: readonly string[];
}

/**
 * Reads a stack's configuration: `Pulumi.<stack>.yaml` over the defaults of `Pulumi.yaml`.
 *
 * @throws when it does not fit what `Pulumi.yaml` declares, naming every problem, one per line
 */
export function readConfig(project: Project, stack: string): StackConfig {
  const { config } = readYaml(join(project.root, `Pulumi.${stack}.yaml`));
  const values: Record<string, unknown> = {};
  for (const [key, declaration] of Object.entries(project.declarations)) {
    const preset = declaration.value ?? declaration.default;
    if (preset !== undefined) values[key] = preset;
  }
  for (const [key, value] of Object.entries(isMap(config) ? config : {})) {
    values[fullKey(project.name, key)] = value;
  }
  const found = problems(stack, project, values);
  if (found.length > 0) throw new Error(found.join("\n"));
  const result: Record<string, ConfigValue> = {};
  for (const [key, value] of Object.entries(values)) {
    result[key] = { text: textOf(withoutCiphertext(value)), secret: isSecure(value) };
  }
  return { config: result, encrypted: Object.keys(result).filter((key) => result[key]?.secret === true) };
}
