import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A command to measure: Node with these arguments. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How many resources a run that printed this made. */
  readonly count: (stdout: string) => number;
}

/** What one run used. */
export interface Usage {
  /** User and system time of all Node processes together. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The largest resident set of any one process. */
  readonly peakMegabytes: number;
  readonly resources: number;
}

/** Runs a command once; every Node process of it reports what it used. */
export async function measure(command: Command): Promise<Usage> {
  const dir = mkdtempSync(join(tmpdir(), "bench-"));
  const report = join(dir, "usage");
  const preload = `--require ${JSON.stringify(join(__dirname, "report.cjs"))}`;
  const env = { ...process.env, ...command.env, NODE_OPTIONS: preload, BENCH_REPORT: report };
  const began = process.hrtime.bigint();
  try {
    const stdout = await output(command, env);
    const wallSeconds = Number(process.hrtime.bigint() - began) / 1e9;
    const lines = readFileSync(report, "utf8").trim().split("\n");
    const usages = lines.map((line) => JSON.parse(line) as Pick<Usage, "cpuSeconds" | "peakMegabytes">);
    const resources = command.count(stdout);
    if (!(resources > 0)) throw new Error(`node ${command.args.join(" ")} made no resources:\n${stdout}`);
    return {
      cpuSeconds: usages.reduce((sum, usage) => sum + usage.cpuSeconds, 0),
      wallSeconds,
      peakMegabytes: Math.max(...usages.map(({ peakMegabytes }) => peakMegabytes)),
      resources,
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function output({ args, cwd }: Command, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
    let stdout = "";
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.on("error", reject);
    child.on("close", (status) => {
      // A preview with mandatory findings ends with 1 and is as good a measurement.
      if (status === 0 || status === 1) resolve(stdout);
      else reject(new Error(`node ${args.join(" ")} ended with ${status ?? "a signal"}`));
    });
  });
}
