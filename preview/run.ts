import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Done, Job, Outcome, ToChild, ToParent } from "./messages";
import type { Config } from "./project";
import type { Diagnostic } from "./resource";
import { Secrets } from "./secrets";
import type { WireMap } from "./values";

/** The preview of one stack, with how long it took. */
export interface Previewed extends Outcome {
  /** The stack's configuration; empty where it could not be read. */
  readonly config: Config;
  /** Nanoseconds from the start of its process to its outcome. */
  readonly duration: number;
}

/** Told while the previews run. */
export interface Watcher {
  progress(stack: string, resources: number): void;
  finished(previewed: Previewed): void;
}

/** Seconds that a program gets beyond its time limit to say what it waits for, before its process is ended. */
const GRACE = 30;

/** What a child that ended by itself, without an outcome, is reported as. */
function lost(stack: string, diagnostics: readonly Diagnostic[], message: string): Outcome {
  return {
    stack,
    steps: [],
    outputs: {},
    diagnostics: [...diagnostics, { severity: "error", message }],
    policies: undefined,
  };
}

/** Lines that the program prints become messages, as they do with the engine. */
function collectLines(streams: readonly (Readable | null)[], lines: Diagnostic[]): void {
  for (const input of streams) {
    if (input === null) continue;
    createInterface({ input }).on("line", (line) => {
      if (line !== "") lines.push({ severity: "info", message: line });
    });
  }
}

/** Previews stacks side by side, each in a fresh process, and passes outputs between those that refer to others. */
export class Runner {
  readonly #started = new Map<string, Promise<{ previewed: Previewed; outputs: WireMap }>>();
  /** Which stack waits for which; a stack waits for one other at a time. */
  readonly #waits = new Map<string, string>();
  /** Why a stack did not get the outputs it wanted: what then fails in turn fails for the same reason. */
  readonly #refused = new Map<string, string>();
  readonly #queue: (() => void)[] = [];
  #free = availableParallelism();

  /**
   * @param jobOf the job of a stack by name; throws when there is no such stack
   */
  constructor(
    private readonly jobOf: (stack: string) => Job,
    private readonly watcher: Watcher,
  ) {}

  /** Previews a stack; a second call for the same stack gives the same preview. */
  async preview(stack: string): Promise<Previewed> {
    let job: Job;
    try {
      job = this.jobOf(stack);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...lost(stack, [], message), config: {}, duration: 0 };
    }
    return (await this.#start(job)).previewed;
  }

  #start(job: Job): Promise<{ previewed: Previewed; outputs: WireMap }> {
    const running = this.#started.get(job.stack) ?? this.#run(job);
    this.#started.set(job.stack, running);
    return running;
  }

  async #turn(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  #release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }

  async #run(job: Job): Promise<{ previewed: Previewed; outputs: WireMap }> {
    await this.#turn();
    const began = process.hrtime.bigint();
    const { outcome, rawOutputs } = await this.#inChild(job);
    const duration = Number(process.hrtime.bigint() - began);
    this.#release();
    const previewed = { ...outcome, config: job.config, duration };
    this.watcher.finished(previewed);
    return { previewed, outputs: rawOutputs };
  }

  #inChild(job: Job): Promise<{ outcome: Outcome; rawOutputs: WireMap }> {
    const tsx = createRequire(__filename).resolve("tsx/cjs");
    const child = fork(join(__dirname, "child.ts"), [], {
      execArgv: ["--require", tsx],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const printed: Diagnostic[] = [];
    collectLines([child.stdout, child.stderr], printed);
    let latest = "none";
    let done: Done | undefined;
    const guard = setTimeout(() => child.kill("SIGKILL"), (job.timeout + GRACE) * 1000);
    child.on("message", (message: ToParent) => {
      if (message.kind === "done") ({ done } = message);
      else if (message.kind === "wants") void this.#pass(job.stack, message.stack, child);
      else {
        ({ latest } = message);
        this.watcher.progress(job.stack, message.resources);
      }
    });
    const message: ToChild = { kind: "job", job };
    child.send(message);
    return new Promise((resolve) => {
      child.on("close", (code, signal) => {
        clearTimeout(guard);
        if (done !== undefined) {
          const { outcome, rawOutputs, hidden } = done;
          const secrets = new Secrets(hidden);
          const lines = printed.map((line) => ({ ...line, message: secrets.hide(line.message) }));
          resolve({ outcome: { ...outcome, diagnostics: [...lines, ...outcome.diagnostics] }, rawOutputs });
          return;
        }
        const reason =
          signal === "SIGKILL"
            ? `the program has not ended after ${job.timeout} seconds (--timeout) and does not answer; ` +
              `the latest resource was: ${latest}`
            : `the program ended its process (${signal ?? `exit status ${code ?? 0}`}) before it was done`;
        resolve({ outcome: lost(job.stack, printed, reason), rawOutputs: {} });
      });
    });
  }

  /** Gives one stack the outputs of another, which is previewed first where it has not been. */
  async #pass(from: string, name: string, child: ChildProcess): Promise<void> {
    // A stack is named alone, or after its project, or after its organization and project.
    const wanted = name.split("/").at(-1) ?? name;
    const refuse = (reason: string): void => {
      this.#refused.set(from, reason);
      child.send({ kind: "no outputs", stack: name, reason });
    };
    const circle = this.#circle(from, wanted);
    if (circle !== undefined) {
      refuse(`stacks refer to each other in a circle: ${circle.join(" -> ")}`);
      return;
    }
    this.#waits.set(from, wanted);
    this.#release();
    try {
      const { previewed, outputs } = await this.#start(this.jobOf(wanted));
      if (previewed.diagnostics.some(({ severity }) => severity === "error")) {
        refuse(this.#refused.get(wanted) ?? `the preview of the referenced stack "${name}" failed`);
      } else {
        const message: ToChild = { kind: "outputs", stack: name, outputs };
        child.send(message);
      }
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    } finally {
      this.#waits.delete(from);
      await this.#turn();
    }
  }

  /** The stacks that would wait for each other if one waited for another; absent when none would. */
  #circle(from: string, wanted: string): string[] | undefined {
    const path = [from, wanted];
    for (let next: string | undefined = wanted; next !== undefined; next = this.#waits.get(next)) {
      if (next === from) return path;
      const after = this.#waits.get(next);
      if (after !== undefined) path.push(after);
    }
    return undefined;
  }
}
