import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

/** A resource as the engine would send it. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly properties: Record<string, unknown>;
}

/** What the pack answered about one resource. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly level: Level;
  readonly urn: string;
}

const LEVELS = ["advisory", "mandatory", "disabled", "remediate"] as const;
type Level = (typeof LEVELS)[number];
const { EnforcementLevel } = messages;
const CODES = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
};

export function urnOf({ type, name }: Sent): string {
  return `urn:pulumi:test::intelliguard::${type}::${name}`;
}

function struct(properties: Record<string, unknown>): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function diagnosticsOf(response: messages.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((one) => ({
    policy: one.getPolicyname(),
    message: one.getMessage(),
    level: LEVELS[one.getEnforcementlevel()],
    urn: one.getUrn(),
  }));
}

/** A policy pack in its own process, behind the protocol that the engine speaks to it. */
export class ServedPack {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: services.AnalyzerClient,
  ) {}

  /** Starts the runner that the engine starts, on a folder that holds a pack; throws what it says when it ends. */
  static async start(folder: string): Promise<ServedPack> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", folder], { cwd: folder, stdio: "pipe" });
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    const port = await Promise.race([
      once(child.stdout, "data").then(([chunk]) => String(chunk).trim()),
      once(child, "exit").then(() => undefined),
    ]);
    if (port === undefined) throw new Error(complaints);
    return new ServedPack(
      child,
      new services.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure()),
    );
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }

  /** Tells the pack its configuration: per policy a level and properties. */
  configure(config: Record<string, { level: Level; properties?: Record<string, unknown> }>) {
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [policy, { level, properties = {} }] of Object.entries(config)) {
      const one = new messages.PolicyConfig();
      one.setEnforcementlevel(CODES[level]);
      one.setProperties(struct(properties));
      request.getPolicyconfigMap().set(policy, one);
    }
    return this.call((done) => this.client.configure(request, done));
  }

  async info(): Promise<messages.AnalyzerInfo.AsObject> {
    const info = await this.call<messages.AnalyzerInfo>((done) =>
      this.client.getAnalyzerInfo(new Empty(), done),
    );
    return info.toObject();
  }

  /** What the pack says of one resource before it is made. */
  async analyze(sent: Sent): Promise<Diagnostic[]> {
    const request = new messages.AnalyzeRequest();
    request.setType(sent.type);
    request.setName(sent.name);
    request.setUrn(urnOf(sent));
    request.setProperties(struct(sent.properties));
    request.setOptions(new messages.AnalyzerResourceOptions());
    return diagnosticsOf(await this.call((done) => this.client.analyze(request, done)));
  }

  /** What the pack says of the whole stack. */
  async analyzeStack(resources: readonly Sent[]): Promise<Diagnostic[]> {
    const request = new messages.AnalyzeStackRequest();
    for (const sent of resources) {
      const resource = new messages.AnalyzerResource();
      resource.setType(sent.type);
      resource.setName(sent.name);
      resource.setUrn(urnOf(sent));
      resource.setProperties(struct(sent.properties));
      resource.setOptions(new messages.AnalyzerResourceOptions());
      request.addResources(resource);
    }
    return diagnosticsOf(await this.call((done) => this.client.analyzeStack(request, done)));
  }

  private call<T>(start: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      start((error, answer) =>
        error === null ? resolve(answer) : reject(new Error(error.details, { cause: error })),
      );
    });
  }
}

/** The pack of this project. */
export const PACK = join(__dirname, "..");
