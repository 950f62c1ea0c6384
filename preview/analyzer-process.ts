import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Socket } from "node:net";
import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { packRequire, type Analyzer, type Method } from "./analyzer";

/** Bytes that a message may have: as many as the SDK's own limit. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/** The port that a pack prints on its first line, once it serves. */
function portOf(dir: string, child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (text: Buffer) => (errors += text.toString()));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => {
      reject(new Error(`the policy pack in ${dir} ended with status ${code ?? "none"}: ${errors.trim()}`));
    });
  });
}

/**
 * Runs a pack in a process of its own, as the engine does, and speaks its protocol: the SDK's policy runner, the
 * `Analyzer` service over gRPC on loopback.
 */
export async function startPack(dir: string): Promise<Analyzer> {
  const require = packRequire(dir);
  // The runner wants the engine's address; nothing listens there, as a pack has nothing to tell the engine.
  const runner = [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:0", dir];
  const child = spawn(process.execPath, runner, { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
  const port = await portOf(dir, child);
  // A pack that only waits for questions is no reason for this process to stay.
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
  const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  const services = require("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
    AnalyzerClient: new (...args: ConstructorParameters<typeof grpc.Client>) => AnalyzerClient;
  };
  const client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  const methods = client as unknown as Record<
    Method,
    (request: object, callback: (error: Error | null, response: unknown) => void) => void
  >;
  return {
    remote: true,
    call: (method, request) =>
      new Promise((resolve, reject) => {
        methods[method].call(client, request, (error, response) => {
          if (error === null) resolve(response);
          else reject(error);
        });
      }),
    close: () => {
      client.close();
      child.kill();
    },
  };
}
