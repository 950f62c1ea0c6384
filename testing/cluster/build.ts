/**
 * Builds the programs of the test cluster from Go modules, once, into a cache outside the checkout.
 *
 * Every folder under `tools/` is a Go module that pins what it builds. What is built lies in
 * `<cache>/<module>-<hash>`, where the hash covers the module's files, the build's flags and the platform, so a
 * changed pin builds anew and nothing else does. With a filled cache neither Go nor a network is needed.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

import { withLock } from "./lock";
import { KUBERNETES, MODULES, type Module, type Program, type Sheets } from "./tools";

/** Says what is going on, one line at a time. */
export type Progress = (line: string) => void;

const TOOLS = path.join(__dirname, "tools");

/** Where the built tools are kept: `$XDG_CACHE_HOME/intelliguard-cluster`, else `~/.cache/intelliguard-cluster`. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  const caches = base === undefined || base === "" ? path.join(os.homedir(), ".cache") : base;
  return path.join(caches, "intelliguard-cluster");
}

/** The flags of every build: small static binaries that do not carry this machine's paths. */
function flags(): readonly string[] {
  const [major, minor] = KUBERNETES.slice(1).split(".");
  const stamps = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((at) => [
    `-X ${at}.gitVersion=${KUBERNETES}`,
    `-X ${at}.gitMajor=${String(major)}`,
    `-X ${at}.gitMinor=${String(minor)}`,
  ]);
  return ["-mod=readonly", "-trimpath", "-ldflags", ["-s -w", ...stamps].join(" ")];
}

/** The cache folder of one module. */
export function folder(module: Module, root: string = cacheRoot()): string {
  const hash = createHash("sha256");
  const at = path.join(TOOLS, module.name);
  for (const file of fs.readdirSync(at).sort()) {
    hash
      .update(file)
      .update("\0")
      .update(fs.readFileSync(path.join(at, file)))
      .update("\0");
  }
  const { name, sheets } = module;
  const programs = module.programs.map((program) => [program.name, program.package]);
  hash.update(JSON.stringify([name, programs, sheets, flags(), process.platform, process.arch]));
  return path.join(root, `${name}-${hash.digest("hex").slice(0, 12)}`);
}

/** What tells that everything of the module is in its folder. */
const COMPLETE = "complete";

/**
 * Builds what the named modules hold and is not in the cache yet.
 *
 * @returns by name, the path of each program and of each folder of sheets
 * @throws when Go is missing or too old, or a build fails: the message says what to do
 */
export async function build(
  names: readonly string[] = MODULES.map(({ name }) => name),
  progress: Progress = () => undefined,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of names) {
    const module = MODULES.find((each) => each.name === name);
    if (module === undefined) throw new Error(`There is no tool module ${name}.`);
    const into = folder(module);
    const complete = path.join(into, COMPLETE);
    if (!fs.existsSync(complete)) {
      fs.mkdirSync(into, { recursive: true });
      // One build at a time over all modules and runs: linking takes up to 2 GB of memory.
      await withLock(path.join(cacheRoot(), "lock"), progress, async () => {
        if (!fs.existsSync(complete)) await fill(module, into, progress);
      });
    }
    for (const { name: item } of [...module.programs, ...module.sheets])
      found.set(item, path.join(into, item));
  }
  return found;
}

async function fill(module: Module, into: string, progress: Progress): Promise<void> {
  const at = path.join(TOOLS, module.name);
  await requireGo(at);
  for (const program of module.programs) {
    const target = path.join(into, program.name);
    if (fs.existsSync(target)) continue;
    progress(`building ${program.name}, about ${program.cpuSeconds} CPU seconds when nothing is cached`);
    const started = Date.now();
    await compile(at, program, target);
    progress(`built ${program.name} in ${Math.round((Date.now() - started) / 1000)} s`);
  }
  for (const sheets of module.sheets) await collect(at, sheets, path.join(into, sheets.name), progress);
  fs.writeFileSync(path.join(into, COMPLETE), "");
}

/** Compiles to a name of its own first, so that nobody ever sees half a program. */
async function compile(at: string, program: Program, target: string): Promise<void> {
  const half = `${target}.${process.pid}`;
  const args = ["go", "build", ...flags(), "-o", half, program.package];
  // `nice`, so that the machine stays usable for the minutes it takes.
  const child = spawn("nice", args, { cwd: at, env: goEnv(), stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) {
    fs.rmSync(half, { force: true });
    throw new Error(`Building ${program.name} failed:\n${errors.trim()}`);
  }
  fs.renameSync(half, target);
}

/** Copies a dependency's sheets out of the module cache, so that they outlive it. */
async function collect(at: string, sheets: Sheets, target: string, progress: Progress): Promise<void> {
  progress(`collecting ${sheets.name}`);
  fs.rmSync(target, { recursive: true, force: true });
  for (const source of sheets.from) {
    await go(at, ["mod", "download", source.module]);
    const dir = (await go(at, ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", source.module])).trim();
    for (const file of source.files) {
      fs.cpSync(path.join(dir, file), path.join(target, path.basename(file)), { recursive: true });
    }
  }
}

function goEnv(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
}

async function go(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("go", args, { cwd, env: goEnv() });
  return stdout;
}

/** Asked inside the module, because Go itself refuses, or fetches its successor, by the module's `go` line. */
async function requireGo(at: string): Promise<void> {
  const wanted = /^go (\S+)$/m.exec(fs.readFileSync(path.join(at, "go.mod"), "utf8"))?.[1] ?? "";
  try {
    await go(at, ["env", "GOVERSION"]);
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no `go` on the PATH" : String(error);
    throw new Error(
      `The test cluster's programs are built with Go ${wanted} or newer, and ${reason}.\n` +
        "Install it from https://go.dev/dl and put its bin folder on the PATH; `npm test` needs none of this.",
      { cause: error },
    );
  }
}
