/** The process that previews one stack. It is started by `run.ts`, gets its job by message and answers by message. */
import { inspect } from "node:util";
import type { Job, Judgement, ToChild, ToParent } from "./messages";
import { Monitor } from "./monitor";
import { Policies } from "./policies";
import { Program } from "./program";
import { isUnavailable } from "./protocol";
import type { Diagnostic, Resource } from "./resource";
import { Secrets } from "./secrets";
import { stepOf, printableOutputs, type Step } from "./steps";
import { STACK_TYPE, urnOf } from "./urn";
import { secret, type WireMap } from "./values";
import { waitingFor } from "./waiting";

/** Milliseconds between two messages about progress. */
const PROGRESS_INTERVAL = 100;

function send(message: ToParent): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error("preview/child.ts runs as a child process only");
    process.send(message, undefined, undefined, () => resolve());
  });
}

/** The preview of one stack from its job to its outcome. */
class Preview {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #steps: Step[] = [];
  readonly #secrets = new Secrets();
  readonly #reported = new Set<unknown>();
  readonly #asked = new Map<
    string,
    { resolve: (outputs: WireMap) => void; reject: (error: Error) => void }
  >();
  readonly #program: Program;
  readonly #monitor: Monitor;
  #policies: Policies | undefined;
  #settled = false;
  #finishing = false;
  #lastProgress = 0;

  constructor(private readonly job: Job) {
    this.#program = new Program(job, (diagnostic) => this.#diagnose(diagnostic));
    this.#monitor = new Monitor({ stack: job.stack, project: job.project }, job.config, {
      judge: async (resource) => {
        this.#secrets.note(resource.inputs);
        await this.#policies?.judge(resource, this.#monitor.providerOf(resource));
      },
      accepted: (resource) => this.#accepted(resource),
      diagnose: (diagnostic) => this.#diagnose(diagnostic),
      outputsOf: (stack) => this.#ask(stack),
    });
  }

  async run(): Promise<void> {
    process.on("uncaughtException", (error) => this.#report(error));
    process.on("unhandledRejection", (error) => this.#report(error));
    setTimeout(() => void this.#overtime(), this.job.timeout * 1000).unref();
    this.#whenIdle(() => void this.#finish());
    process.chdir(this.job.root);
    for (const key of this.job.encrypted) {
      this.#diagnose({
        severity: "warning",
        message: `the config value "${key}" is encrypted, and the preview has no key: it counts as a secret that is not known`,
      });
    }
    if (this.job.pack !== undefined)
      this.#policies = await Policies.load(this.job.pack, this.job.stack, this.#rootUrn);
    void this.#program.run(this.#monitor).finally(() => (this.#settled = true));
  }

  /** The preview could not even begin. */
  abandon(error: unknown): void {
    this.#diagnose({ severity: "error", message: error instanceof Error ? error.message : String(error) });
    void this.#finish();
  }

  /** An answer of the parent to a question about another stack. */
  answer(message: ToChild): void {
    if (message.kind === "job") return;
    const asked = this.#asked.get(message.stack);
    this.#asked.delete(message.stack);
    if (this.#asked.size === 0) process.channel?.unref();
    if (message.kind === "outputs") asked?.resolve(message.outputs);
    else asked?.reject(new Error(message.reason));
  }

  #ask(stack: string): Promise<WireMap> {
    process.channel?.ref();
    return new Promise((resolve, reject) => {
      this.#asked.set(stack, { resolve, reject });
      void send({ kind: "wants", stack });
    });
  }

  #diagnose(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
    if (diagnostic.severity === "error") this.#program.noteError();
  }

  #accepted(resource: Resource): void {
    this.#steps.push(stepOf(resource));
    const now = Date.now();
    if (now - this.#lastProgress < PROGRESS_INTERVAL) return;
    this.#lastProgress = now;
    void send({
      kind: "progress",
      resources: this.#steps.length,
      latest: `${resource.type} ${resource.name}`,
    });
  }

  /** Errors of the program, once each, with the words of the SDK's own runner. */
  #report(error: unknown): void {
    if (this.#reported.has(error) || isUnavailable(error)) return;
    this.#reported.add(error);
    if (error instanceof Error && this.#program.hidesStack(error)) {
      this.#diagnose({ severity: "error", message: error.message });
      return;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
    this.#diagnose({
      severity: "error",
      message: `Running program '${this.job.main}' failed with an unhandled exception:\n${text}`,
    });
  }

  /** Calls back when nothing is left to do: no timer, no request, no promise that something will settle. */
  #whenIdle(callback: () => void): void {
    let seen = -1;
    process.on("beforeExit", () => {
      if (this.#finishing) return;
      // Libraries may register resources in handlers of this same event; give them another round.
      if (seen !== this.#steps.length) {
        seen = this.#steps.length;
        setImmediate(() => undefined);
      } else callback();
    });
  }

  async #overtime(): Promise<void> {
    this.#diagnose({
      severity: "error",
      message: `the program has not ended after ${this.job.timeout} seconds (--timeout)\n${this.#waiting()}`,
    });
    await this.#finish();
  }

  #waiting(): string {
    return waitingFor(this.#program.awaited);
  }

  async #finish(): Promise<void> {
    if (this.#finishing) return;
    this.#finishing = true;
    if ((!this.#settled || this.#program.awaited.length > 0) && !this.#failed) {
      this.#diagnose({
        severity: "error",
        message: `the program waits for something that never comes\n${this.#waiting()}`,
      });
    }
    const rawOutputs = await this.#outputs();
    const outcome = {
      stack: this.job.stack,
      steps: this.#steps,
      outputs: printableOutputs(rawOutputs),
      diagnostics: this.#diagnostics.map((diagnostic) => ({
        ...diagnostic,
        message: this.#secrets.hide(diagnostic.message),
      })),
      policies: await this.#judgement(),
    };
    await send({ kind: "done", done: { outcome, rawOutputs, hidden: this.#secrets.texts } });
    process.exit();
  }

  get #failed(): boolean {
    return this.#diagnostics.some(({ severity }) => severity === "error");
  }

  get #rootUrn(): string {
    const { stack, project } = this.job;
    return urnOf({ stack, project }, "", STACK_TYPE, `${project}-${stack}`);
  }

  /** What the policies say, the stack as a whole included where the program came to its end. */
  async #judgement(): Promise<Judgement | undefined> {
    if (this.#policies === undefined) return undefined;
    const resources = [...this.#monitor.resources.values()];
    if (!this.#failed)
      await this.#policies.judgeStack(
        resources.filter(({ operation }) => operation !== "read"),
        (resource) => this.#monitor.providerOf(resource),
      );
    this.#policies.close();
    const { findings, ...pack } = this.#policies.judgement;
    return {
      ...pack,
      findings: findings.map((finding) => ({ ...finding, message: this.#secrets.hide(finding.message) })),
    };
  }

  /** The stack's outputs; one that is secret stays so even while its value is unknown. */
  async #outputs(): Promise<WireMap> {
    const { stack, project } = this.job;
    const root = this.#monitor.resources.get(
      urnOf({ stack, project }, "", STACK_TYPE, `${project}-${stack}`),
    );
    const outputs: WireMap = { ...root?.outputs };
    const hidden = this.#settled && !this.#failed ? await this.#program.secretOutputs() : [];
    for (const key of hidden) if (outputs[key] !== undefined) outputs[key] = secret(outputs[key]);
    this.#secrets.note(outputs);
    return outputs;
  }
}

let preview: Preview | undefined;
process.on("message", (message: ToChild) => {
  if (message.kind !== "job") return preview?.answer(message);
  preview = new Preview(message.job);
  process.channel?.unref();
  preview.run().catch((error: unknown) => preview?.abandon(error));
});
