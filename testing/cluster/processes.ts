/** Child processes that never outlive the run that started them. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may take to end after SIGTERM, in milliseconds. */
const PATIENCE = 5_000;

/** A group of processes that are ended together. Each logs to `<dir>/<name>.log`. */
export class Processes {
  private readonly running: { readonly name: string; readonly child: ChildProcess }[] = [];
  private readonly guard: ChildProcess;

  constructor(private readonly dir: string) {
    // Reads the ids of what is started; when this process is gone, however it ended, the pipe closes, they are killed
    // and their folder goes. In a process group of its own, so that Ctrl-C does not end the guard first.
    const script = 'all=""; while read -r pid; do all="$all $pid"; done; kill -9 $all; sleep 1; rm -rf "$1"';
    const args = ["-c", script, "guard", dir];
    this.guard = spawn("sh", args, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    this.guard.unref();
  }

  /** Starts a program. */
  start(name: string, program: string, args: readonly string[]): void {
    const log = fs.openSync(this.log(name), "a");
    const child = spawn(program, args, { cwd: this.dir, stdio: ["ignore", log, log] });
    fs.closeSync(log);
    this.guard.stdin?.write(`${child.pid ?? ""}\n`);
    this.running.push({ name, child });
  }

  /** @throws when a process has ended: its name, and the end of its log */
  check(): void {
    for (const { name, child } of this.running) {
      if (child.exitCode === null && child.signalCode === null) continue;
      throw new Error(`${name} ended (${child.signalCode ?? String(child.exitCode)}):\n${this.tail(name)}`);
    }
  }

  /** The end of a process's log. */
  tail(name: string, lines = 15): string {
    return fs.readFileSync(this.log(name), "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  }

  /** The resident memory of the processes by name, in megabytes; empty where there is no /proc. */
  memory(): ReadonlyMap<string, number> {
    const use = new Map<string, number>();
    for (const { name, child } of this.running) {
      const status = `/proc/${child.pid ?? 0}/status`;
      if (!fs.existsSync(status)) continue;
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(status, "utf8"))?.[1];
      use.set(name, Math.round(Number(kilobytes ?? 0) / 1024));
    }
    return use;
  }

  /** Ends all, the last started first, and waits until they are gone. */
  async end(): Promise<void> {
    for (const { child } of this.running.toReversed()) await endOne(child);
    this.running.length = 0;
    this.guard.kill("SIGKILL");
  }

  private log(name: string): string {
    return path.join(this.dir, `${name}.log`);
  }
}

async function endOne(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = new AbortController();
  const kill = sleep(PATIENCE, undefined, { signal: late.signal }).then(
    () => child.kill("SIGKILL"),
    () => false,
  );
  await gone;
  late.abort();
  await kill;
}

/** Ports of the loopback address that nobody uses now. Another process may still take one first: be ready to retry. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
