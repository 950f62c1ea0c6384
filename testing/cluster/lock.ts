/** A lock between processes, as a file that names its holder. */
import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `work` while no other process runs work under the same lock. A lock whose holder is gone is taken over.
 *
 * @param file the lock; its folder must exist
 * @param progress told once, when another process holds the lock
 */
export async function withLock<T>(
  file: string,
  progress: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  for (let told = false; !take(file);) {
    const holder = holderOf(file);
    if (holder !== undefined && !alive(holder)) {
      discard(file, holder);
      continue;
    }
    if (!told) progress(`waiting for process ${holder ?? "?"}, which builds the same`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** Links a file that already holds the process id: nobody ever sees a lock without a holder. */
function take(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is somebody else's, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Moves the lock aside and looks again: between two who find it dead, one could remove the other's new lock. */
function discard(file: string, dead: number): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    fs.renameSync(file, aside);
    if (holderOf(aside) !== dead) fs.linkSync(aside, file);
  } catch {
    // Somebody else was faster.
  } finally {
    fs.rmSync(aside, { force: true });
  }
}
