import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { Judgement } from "./messages";
import type { WireMap } from "./values";

type Judged = Judgement & { inputs: Record<string, WireMap> };

const tsx = createRequire(__filename).resolve("tsx/cjs");

async function judge(pack: string, how: "direct" | "protocol"): Promise<Judged> {
  const script = join(__dirname, "testdata", "judge.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--require", tsx, script, pack, how], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Judged;
}

describe("policy packs", () => {
  const sample = join(__dirname, "testdata", "pack");
  let direct: Judged;
  before(async () => {
    direct = await judge(sample, "direct");
  });

  const said = (policy: string): string[] =>
    direct.findings.filter((finding) => finding.policy === policy).map(({ message }) => message);

  it("give the same verdicts in this process and through the engine's own protocol", async () => {
    expect(await judge(sample, "protocol")).to.deep.equal(direct);
    expect(direct).to.include({ pack: "sample-pack", version: "0.0.3" });
    expect(direct.findings.length).to.be.greaterThan(20);
  });

  it("give the same verdicts for the project's own pack", async () => {
    const policy = join(__dirname, "..", "policy");
    const [inside, outside] = await Promise.all([judge(policy, "direct"), judge(policy, "protocol")]);
    expect(outside).to.deep.equal(inside);
    expect(inside.findings.some(({ level }) => level === "mandatory")).to.equal(true);
  });

  it("are configured by the stack's file, over the pack's own defaults", () => {
    const tagged = direct.findings.filter(({ policy }) => policy === "tagged");
    expect(tagged.map(({ level }) => level))
      .to.include("mandatory")
      .and.not.include("advisory");
    expect(said("tagged")).to.include("Resources carry a tag.\nno tag Owner");
    expect(said("silent")).to.deep.equal([]);
  });

  it("say what they cannot know yet, as advice", () => {
    const unknown = direct.findings.filter(
      ({ policy, message }) => policy === "known" && message.includes("can't run"),
    );
    expect(unknown).to.have.length(1);
    expect(unknown[0]).to.include({ level: "advisory" });
    expect(unknown[0]!.message).to.contain("string value at .vpcId can't be known during preview");
  });

  it("see options and providers as the engine sends them", () => {
    const seen = said("options").map(
      (text) => JSON.parse(text.slice(text.indexOf("{"))) as Record<string, unknown>,
    );
    expect(seen.filter(({ protect }) => protect === true)).to.have.length(1);
    expect(seen.find(({ ignoreChanges }) => (ignoreChanges as string[]).includes("tags"))).to.deep.include({
      customTimeouts: { createSeconds: 1800, updateSeconds: 0, deleteSeconds: 0 },
      provider: { name: "default", region: "us-west-2" },
    });
  });

  it("put right what they can before they judge", () => {
    expect(direct.inputs.queue).to.deep.equal({ delaySeconds: 5, sqsManagedSseEnabled: true });
    expect(said("mended")).to.deep.equal([]);
  });

  it("judge the stack as a whole, with dependencies and parents", () => {
    const [count, ...each] = said("whole");
    expect(count).to.contain("13 resources");
    expect(each.some((text) => text.includes("judged-app net vpcId:net"))).to.equal(true);
  });
});
