import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";

const tsx = createRequire(__filename).resolve("tsx/cjs");

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(project: string, ...args: string[]): Promise<Ended> {
  const command = ["--require", tsx, join(__dirname, "main.ts"), ...args];
  const cwd = join(__dirname, "testdata", project);
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const status = typeof error?.code === "number" ? error.code : 0;
      resolve({ status, stdout, stderr });
    });
  });
}

describe("the command line", function () {
  this.timeout(120_000);

  it("ends with 2 on wrong usage, and says what would be right", async () => {
    const wrong: (readonly [string[], RegExp])[] = [
      [["nowhere"], /there is no stack "nowhere"; there are: dev/],
      [["dev", "extra"], /too many arguments/],
      [["dev", "--jsn"], /unknown option '--jsn'/],
      [["dev", "--timeout", "soon"], /expected a number of seconds above 0/],
      [
        ["dev", "--policy-pack", "nowhere"],
        /there is no policy pack in .*nowhere \(--policy-pack DIR, --no-policy\)/,
      ],
    ];
    for (const [args, words] of wrong) {
      const { status, stdout, stderr } = await run("components", ...args);
      expect(status, args.join(" ")).to.equal(2);
      expect(stderr).to.match(words);
      expect(stdout).to.equal("");
    }
  });

  it("prints one stack's JSON alone, and all stacks' by name", async () => {
    const [one, all] = await Promise.all([
      run("components", "dev", "--json", "--no-policy"),
      run("components", "--json", "--no-policy"),
    ]);
    expect([one.status, all.status]).to.deep.equal([0, 0]);
    const digest = JSON.parse(one.stdout) as { steps: unknown[]; changeSummary: unknown };
    expect(digest.changeSummary).to.deep.equal({ create: 4 });
    const digests = JSON.parse(all.stdout) as Record<string, typeof digest>;
    expect(Object.keys(digests)).to.deep.equal(["dev"]);
    expect(digests.dev!.steps).to.deep.equal(digest.steps);
  });

  it("ends with 1 on errors and on mandatory violations, in text without colours or secrets", async () => {
    const [broken, judged] = await Promise.all([
      run("failing", "throws", "--no-policy"),
      run("components", "dev", "--policy-pack", "../strict"),
    ]);
    expect(broken.status).to.equal(1);
    expect(broken.stdout).to.contain("Error: thrown on purpose");
    expect(judged.status).to.equal(1);
    expect(judged.stdout).to.contain("- [mandatory]  nothing-passes").and.to.contain("+ 4 to create");

    expect(judged.stdout + broken.stdout).to.not.match(/\u001b|inner-secret|token-secret/);
  });
});
