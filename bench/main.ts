/** `npm run bench`: what a production preview costs, beside its baseline, its peer and itself at ten times the size. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { measure, type Command as Measured, type Usage } from "./measure";
import { medians, policySeconds, type PolicyCost, table } from "./table";

const ROOT = join(__dirname, "..");
const STACK = "production";
const TSX = createRequire(__filename).resolve("tsx/cjs");

/** A project like this one whose program has the namespaces several times over. */
function project(times: number): Measured["env"] & { root: string } {
  const root = join(ROOT, "node_modules", ".cache", "bench", String(times));
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const settings = readFileSync(join(ROOT, "Pulumi.yaml"), "utf8");
  writeFileSync(
    join(root, "Pulumi.yaml"),
    settings.replace(/^main: .*$/m, `main: ${join(__dirname, "program.ts")}`),
  );
  cpSync(join(ROOT, `Pulumi.${STACK}.yaml`), join(root, `Pulumi.${STACK}.yaml`));
  return { root, BENCH_NAMESPACES: String(times) };
}

function preview(times: number, ...options: string[]): Measured {
  const { root, ...env } = project(times);
  const main = join(ROOT, "preview", "main.ts");
  const where = ["--cwd", root, "--policy-pack", join(ROOT, "policy")];
  return {
    args: ["--import", "tsx", main, STACK, ...where, ...options],
    cwd: ROOT,
    env,
    count: (text) => Number(/^ +\+ (\d+) to create$/m.exec(text)?.[1]),
  };
}

function baseline(times: number): Measured {
  const { root, ...env } = project(times);
  return {
    args: ["--require", TSX, join(__dirname, "baseline.ts"), root, STACK],
    cwd: ROOT,
    env,
    count: (text) => Number(/^resources: (\d+)$/m.exec(text)?.[1]),
  };
}

/** A compiled CDK app; its resources are counted in the template it writes. */
function peer(dir: string): Measured {
  return {
    args: ["app.js"],
    cwd: dir,
    count: () => {
      const out = join(dir, "cdk.out");
      const templates = readdirSync(out).filter((file) => file.endsWith(".template.json"));
      return templates.reduce((sum, file) => {
        const { Resources } = JSON.parse(readFileSync(join(out, file), "utf8")) as { Resources?: object };
        return sum + Object.keys(Resources ?? {}).length;
      }, 0);
    },
  };
}

async function main(): Promise<void> {
  const program = new Command("npm run bench --")
    .description("Measures the production preview: CPU time of all its processes, wall time, peak memory.")
    .option("--runs <count>", "how often each command runs, in turn", Number, 5)
    .option("--peer <dir>", "folder of a compiled CDK app (app.js) to compare with")
    .parse();
  const { runs, peer: peerDir } = program.opts<{ runs: number; peer?: string }>();
  const commands = new Map<string, Measured>([
    ["setMocks, no policy", baseline(1)],
    ["preview with policy", preview(1)],
    ["preview, no policy", preview(1, "--no-policy")],
    ["10x: setMocks", baseline(10)],
    ["10x: preview with policy", preview(10)],
    ["10x: preview, no policy", preview(10, "--no-policy")],
  ]);
  if (peerDir !== undefined) {
    const dir = resolve(peerDir);
    if (!existsSync(join(dir, "app.js")))
      program.error(`there is no app.js in ${dir}; compile the peer first`);
    commands.set("peer (CDK)", peer(dir));
  }
  const usages = new Map<string, Usage[]>([...commands.keys()].map((name) => [name, []]));
  for (const command of commands.values()) await measure(command); // warms the caches of the disk and of tsx
  for (let run = 1; run <= runs; run += 1) {
    process.stderr.write(`run ${run} of ${runs}\n`);
    for (const [name, command] of commands) usages.get(name)?.push(await measure(command));
  }
  const rows = [...usages].map(([name, measured]) => [name, medians(measured)] as const);
  process.stdout.write(`${table(rows)}\n`);
  const of = new Map(rows);
  const size = (times: "" | "10x: "): PolicyCost | undefined => {
    const [judged, unjudged] = [of.get(`${times}preview with policy`), of.get(`${times}preview, no policy`)];
    return judged && unjudged && { judged, unjudged };
  };
  const [small, large] = [size(""), size("10x: ")];
  if (small && large) {
    const seconds = policySeconds(small, large).toFixed(2);
    process.stdout.write(`\npolicy: ${seconds} CPU s for 1,000 resources, start-up aside\n`);
  }
}

void main();
