import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACK = join(__dirname, "..");

/** A copy of the pack as `pulumi policy publish` would send it: the files that npm packs, beside what they depend on. */
export class PublishedPack {
  private readonly root = mkdtempSync(join(tmpdir(), "policy-pack-"));
  readonly folder = join(this.root, "package");

  constructor() {
    const file = execFileSync("npm", ["pack", "--silent", "--pack-destination", this.root], {
      cwd: PACK,
      stdio: ["ignore", "pipe", "ignore"],
    });
    execFileSync("tar", ["-xzf", join(this.root, file.toString().trim()), "-C", this.root]);
    symlinkSync(join(PACK, "..", "node_modules"), join(this.root, "node_modules"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
