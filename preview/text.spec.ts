import { expect } from "chai";
import pc from "picocolors";
import type { Previewed } from "./run";
import { showStack, showSummary, showViolations, styleOf, type Style } from "./text";
import { UNKNOWN } from "./values";
import { cut, shortDuration, wrapped } from "./words";

const style: Style = { colors: pc.createColors(false), width: 80 };
const urn = (type: string, name: string): string => `urn:pulumi:dev::sample::${type}::${name}`;
const root = urn("pulumi:pulumi:Stack", "sample-dev");

function step(type: string, name: string, parent = root, op = "create"): Previewed["steps"][number] {
  const own = urn(type, name);
  return { op, urn: own, newState: { urn: own, custom: true, type, parent }, detailedDiff: null };
}

const previewed: Previewed = {
  stack: "dev",
  config: {},
  duration: 2_340_000_000,
  steps: [
    {
      op: "create",
      urn: root,
      newState: { urn: root, custom: false, type: "pulumi:pulumi:Stack" },
      detailedDiff: null,
    },
    step("a:b:Network", "network"),
    step("aws:s3/bucket:Bucket", "logs"),
    step("aws:ec2/vpc:Vpc", "network", urn("a:b:Network", "network")),
    step("aws:ec2/vpc:Vpc", "found", root, "read"),
    step("kubernetes:networking.k8s.io/v1:NetworkPolicy", "n".repeat(90)),
  ],
  outputs: { id: UNKNOWN, token: "[secret]", nested: { list: [1, "two"], empty: {} } },
  diagnostics: [
    { severity: "info", message: "printed" },
    { severity: "error", message: "broken\n    at line 1", urn: urn("a:b:Network", "network") },
  ],
  policies: {
    pack: "sample",
    version: "1.0.0",
    findings: [
      {
        policy: "weak",
        level: "advisory",
        severity: "high",
        description: "d",
        message: "d\nbe stronger",
        urn: root,
      },
      {
        policy: "strict",
        level: "mandatory",
        description: "d",
        message: "d\nfix it",
        urn: urn("aws:ec2/vpc:Vpc", "network"),
      },
      {
        policy: "strict",
        level: "mandatory",
        description: "d",
        message: "d\nfix it",
        urn: urn("aws:s3/bucket:Bucket", "logs"),
      },
    ],
  },
};

describe("the text of a preview", () => {
  const lines = showStack(previewed, style).split("\n");

  it("lists resources as a tree, each under its parent", () => {
    expect(lines.slice(0, 7)).to.deep.equal([
      "Previewing update (dev):",
      "",
      " + pulumi:pulumi:Stack sample-dev create",
      " + ├─ a:b:Network network create",
      " + │  └─ aws:ec2:Vpc network create",
      " + ├─ aws:s3:Bucket logs create",
      " > ├─ aws:ec2:Vpc found read",
    ]);
  });

  it("fits 80 columns", () => {
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(lines[7]).to.match(/^ \+ └─ …\S+ n+… create$/);
  });

  it("shows findings once, mandatory ones first, with all they are about", () => {
    const policies = lines.slice(lines.indexOf("Policies:"), lines.indexOf("Outputs:") - 1);
    expect(policies).to.deep.equal([
      "Policies:",
      "    ✗ sample@v1.0.0",
      "        - [mandatory]  strict",
      "          aws:ec2:Vpc (network)",
      "          aws:s3:Bucket (logs)",
      "            d",
      "            fix it",
      "        - [advisory] [severity: high]  weak",
      "          the stack",
      "            d",
      "            be stronger",
    ]);
  });

  it("shows messages by resource, outputs, and what would be done", () => {
    const text = lines.join("\n");
    expect(text).to.contain(
      ["Diagnostics:", "  pulumi:pulumi:Stack (sample-dev):", "    printed", "  a:b:Network (network):"].join(
        "\n",
      ),
    );
    expect(text).to.contain("    error: broken\n        at line 1\n");
    expect(text).to.contain("    id    : [unknown]\n    token : [secret]\n");
    expect(text).to.contain('        list : [\n            [0]: 1\n            [1]: "two"\n        ]');
    expect(text).to.contain("Resources:\n    + 5 to create\n\nDuration: 2.3s");
  });

  it("names what keeps a stack from passing for those who read the JSON", () => {
    expect(showViolations(previewed)).to.equal(
      "dev: [mandatory] strict aws:ec2:Vpc (network): d\nfix it\n" +
        "dev: [mandatory] strict aws:s3:Bucket (logs): d\nfix it\n",
    );
  });

  it("closes with one line a stack", () => {
    expect(showSummary([previewed], style)).to.equal(
      [
        "Stack  Resources  Errors  Mandatory  Advisory  Duration",
        "dev            6       1          2         1      2.3s",
        "",
      ].join("\n"),
    );
  });

  it("is coloured on a terminal only, and not where NO_COLOR is set", () => {
    const colored = (stream: object, env: NodeJS.ProcessEnv): boolean =>
      styleOf(stream, env).colors.isColorSupported;
    expect(colored({ isTTY: true }, {})).to.equal(true);
    expect(colored({ isTTY: true }, { NO_COLOR: "1" })).to.equal(false);
    expect(colored({}, { FORCE_COLOR: "1" })).to.equal(false);
    expect(styleOf({ isTTY: true, columns: 120 }, {}).width).to.equal(120);
    expect(styleOf({}, {}).width).to.equal(80);
  });
});

describe("words", () => {
  it("are cut with an ellipsis, wrapped between, and keep their indent", () => {
    expect(cut("abcdef", 4, "end")).to.equal("abc…");
    expect(cut("abcdef", 4, "start")).to.equal("…def");
    expect(cut("abc", 4, "end")).to.equal("abc");
    expect(wrapped("one two three", 8)).to.deep.equal(["one two", "three"]);
    expect(wrapped("    at place", 80)).to.deep.equal(["    at place"]);
    expect(wrapped("unbreakable-word", 4)).to.deep.equal(["unbreakable-word"]);
  });

  it("say durations as people do", () => {
    expect([1.26e9, 59.94e9, 72e9].map(shortDuration)).to.deep.equal(["1.3s", "59.9s", "1m12s"]);
  });
});
