/** `npm run preview`: shows what `pulumi up` would build in each stack, without an account and without the CLI. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { readProject, stacksOf, type Project } from "./project";
import { Runner, type Previewed } from "./run";
import { digestOf } from "./json";
import { showStack, showSummary, showViolations, styleOf } from "./text";
import { jobOf } from "./jobs";
import type { PackOptions } from "./messages";
import { progress } from "./progress";

/** What the process's exit status says. */
export const EXIT = { clean: 0, failed: 1, usage: 2 } as const;

/** Options of the command line. */
interface Options {
  readonly json: boolean;
  readonly policy: boolean;
  readonly policyPack: string;
  readonly policyProtocol: boolean;
  readonly cwd: string;
  readonly timeout: number;
}

class UsageError extends Error {}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("expected a number of seconds above 0");
  return value;
}

function command(): Command {
  return new Command("npm run preview --")
    .description("Shows what `pulumi up` would build, without an account and without the Pulumi CLI.")
    .argument("[stack]", "the stack to preview; all of them when left out")
    .option(
      "--json",
      "print the JSON of `pulumi preview --json`; for all stacks an object keyed by stack",
      false,
    )
    .option("--policy-pack <dir>", "folder of the policy pack that judges every resource", "policy")
    .option("--no-policy", "judge by no policies")
    .option(
      "--policy-protocol",
      "run the pack in its own process, through the protocol the engine uses",
      false,
    )
    .option("--cwd <dir>", "folder of Pulumi.yaml", process.cwd())
    .option("--timeout <seconds>", "how long a program may take", positive, 120)
    .exitOverride();
}

/** The stacks to preview. */
function chosen(project: Project, stack: string | undefined): string[] {
  const stacks = stacksOf(project);
  if (stack === undefined) {
    if (stacks.length === 0) throw new UsageError(`no stack has a Pulumi.<stack>.yaml in ${project.root}`);
    return stacks;
  }
  if (!stacks.includes(stack)) {
    throw new UsageError(`there is no stack "${stack}"; there are: ${stacks.join(", ") || "none"}`);
  }
  return [stack];
}

function failed({ diagnostics, policies }: Previewed): boolean {
  return (
    diagnostics.some(({ severity }) => severity === "error") ||
    (policies?.findings.some(({ level }) => level === "mandatory") ?? false)
  );
}

function packOf({ policy, policyPack, policyProtocol, cwd }: Options): PackOptions | undefined {
  if (!policy) return undefined;
  const dir = resolve(cwd, policyPack);
  if (!existsSync(join(dir, "PulumiPolicy.yaml"))) {
    throw new UsageError(`there is no policy pack in ${dir} (--policy-pack DIR, --no-policy)`);
  }
  return { dir, protocol: policyProtocol };
}

async function preview(stack: string | undefined, options: Options): Promise<number> {
  const project = readProject(options.cwd);
  const stacks = chosen(project, stack);
  const pack = packOf(options);
  const style = styleOf(process.stdout, process.env);
  const watcher = progress(process.stderr);
  const runner = new Runner((name) => jobOf(project, name, { pack, timeout: options.timeout }), watcher);
  const all = await Promise.all(stacks.map((name) => runner.preview(name)));
  await watcher.stop();
  if (options.json) {
    const digests = all.map((previewed) => [previewed.stack, digestOf(previewed)] as const);
    const json = stack === undefined ? Object.fromEntries(digests) : digests[0]?.[1];
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    process.stderr.write(all.map(showViolations).join(""));
  } else {
    for (const previewed of all) process.stdout.write(showStack(previewed, style));
    if (all.length > 1) process.stdout.write(showSummary(all, style));
  }
  return all.some(failed) ? EXIT.failed : EXIT.clean;
}

async function main(): Promise<number> {
  const program = command();
  try {
    program.parse();
    return await preview(program.args[0], program.opts<Options>());
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

void main().then((status) => {
  process.exitCode = status;
});
