import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { digestOf, type Digest } from "./json";
import type { Previewed } from "./run";
import { comparable } from "./testdata/compare";
import { previewing } from "./testdata/previewing";

function engineOf(project: string): Digest {
  return JSON.parse(readFileSync(join(__dirname, "testdata", project, "engine.json"), "utf8")) as Digest;
}

function hasCli(): boolean {
  try {
    execFileSync("pulumi", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What the real CLI previews, on a backend and in a home of its own that go away again. */
function realPreview(project: string, stack: string): Digest {
  const home = mkdtempSync(join(tmpdir(), "preview-"));
  try {
    const cwd = join(home, "project");
    cpSync(join(__dirname, "testdata", project), cwd, { recursive: true });
    symlinkSync(join(__dirname, "..", "node_modules"), join(cwd, "node_modules"));
    const env = {
      ...process.env,
      PULUMI_HOME: join(home, "home"),
      PULUMI_BACKEND_URL: `file://${home}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const pulumi = (...args: string[]): string =>
      execFileSync("pulumi", [...args, "--non-interactive"], { cwd, env, encoding: "utf8", stdio: "pipe" });
    pulumi("stack", "init", stack);
    const digest = JSON.parse(pulumi("preview", "--json", "--stack", stack)) as Digest;
    for (const { newState } of digest.steps ?? []) {
      for (const field of ["sourcePosition", "stackTrace"]) Reflect.deleteProperty(newState, field);
    }
    return digest;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

describe("the embedded preview", () => {
  let reference: Previewed;
  let app: Previewed;
  before(async function () {
    this.timeout(120_000);
    [[reference], [app]] = (await Promise.all([
      previewing("reference", ["dev"]),
      previewing("options", ["app"]),
    ])) as [[Previewed], [Previewed]];
  });

  it("prints for the reference program what the engine printed, in the same order", () => {
    const engine = engineOf("reference");
    const ours = digestOf(reference);
    expect(comparable(ours)).to.deep.equal(comparable(engine));
    expect(ours.steps!.map(({ urn }) => urn)).to.deep.equal(engine.steps!.map(({ urn }) => urn));
    expect(ours.config).to.deep.equal(engine.config);
    expect(ours.changeSummary).to.deep.equal(engine.changeSummary);
    expect(ours).to.not.have.property("diagnostics");
    expect(ours.duration).to.be.within(1e6, 120e9);
  });

  it("prints for a program of every option what the engine printed", () => {
    const engine = engineOf("options");
    const ours = digestOf(app);
    const [actual, expected] = [comparable(ours), comparable(engine)];
    expect(Object.keys(actual)).to.have.members(Object.keys(expected));
    for (const [urn, step] of Object.entries(expected)) expect(actual[urn], urn).to.deep.equal(step);
    expect(ours.changeSummary).to.deep.equal(engine.changeSummary);
    expect(ours.config).to.deep.equal(engine.config);
    expect(app.diagnostics).to.deep.equal([]);
  });

  it("prints no secret, and shows which outputs are unknown or secret", () => {
    const everything = JSON.stringify([reference, app]);
    const secrets = ["s3cr3t-value", "tag-secret", "label-secret", "provider-secret", "cluster-secret"];
    for (const text of [...secrets, "output-secret", "base-token", "plain-secret"]) {
      expect(everything).to.not.contain(text);
    }
    expect(app.outputs).to.deep.include({ cidr: "10.0.0.0/16", region: "us-west-2" });
    expect(app.outputs.nested).to.deep.include({ known: "yes", secret: "[secret]" });
    expect(reference.outputs).to.include({ region: "us-west-2", pw: "[secret]" });
  });

  it("agrees with the real CLI where that is installed", async function () {
    if (!hasCli()) this.skip();
    this.timeout(180_000);
    const [ours] = (await previewing("components", ["dev"])) as [Previewed];
    const real = realPreview("components", "dev");
    expect(comparable(digestOf(ours))).to.deep.equal(comparable(real));
    expect(digestOf(ours).config).to.deep.equal(real.config);
  });
});
