import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readConfig, readProject, stacksOf } from "./project";
import { UNKNOWN } from "./values";

const PROJECT = `
name: sample
runtime: nodejs
main: index.ts
config:
  size: { type: integer, default: 3 }
  names: { type: array, items: { type: string } }
  sample:flag: { type: boolean, default: false }
  token: { type: string, secret: true, default: { secure: v1:default } }
  aws:region: us-west-2
`;

describe("project files", () => {
  let root: string;
  const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "preview-"));
    write("Pulumi.yaml", PROJECT);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const textsOf = (stack: string): Record<string, string> => {
    const { config } = readConfig(readProject(root), stack);
    return Object.fromEntries(Object.entries(config).map(([key, { text }]) => [key, text]));
  };

  it("name the project, its program and its stacks", () => {
    write("Pulumi.b.yaml", "");
    write("Pulumi.a.yaml", "config: {}");
    const project = readProject(root);
    expect(project).to.include({ name: "sample", main: join(root, "index.ts") });
    expect(stacksOf(project)).to.deep.equal(["a", "b"]);
  });

  it("take the entry point from package.json where Pulumi.yaml names none", () => {
    write("Pulumi.yaml", "name: sample\nruntime: { name: nodejs }");
    write("package.json", '{ "main": "start.ts" }');
    write("start.ts", "");
    expect(readProject(root).main).to.equal(join(root, "start.ts"));
  });

  it("lay the stack's config over the project's defaults, with full keys and structured values as JSON", () => {
    write(
      "Pulumi.dev.yaml",
      "config:\n  names: [x, y]\n  sample:config:size: 7\n  aws:region: us-east-1\n  deep: { b: '<&>', a: [1] }",
    );
    expect(textsOf("dev")).to.deep.equal({
      "sample:size": "7",
      "sample:names": '["x","y"]',
      "sample:flag": "false",
      "sample:token": UNKNOWN,
      "aws:region": "us-east-1",
      "sample:deep": String.raw`{"a":[1],"b":"\u003c\u0026\u003e"}`,
    });
  });

  it("treat encrypted values as unknown secrets, also inside structured ones", () => {
    write(
      "Pulumi.dev.yaml",
      "config:\n  names: [x]\n  token: { secure: v1:abc }\n  deep: { inner: { secure: v1:def }, open: 1 }",
    );
    const { config, encrypted } = readConfig(readProject(root), "dev");
    expect(encrypted).to.have.members(["sample:token", "sample:deep"]);
    expect(config["sample:token"]).to.deep.equal({ text: UNKNOWN, secret: true });
    expect(config["sample:deep"]).to.deep.equal({ text: `{"inner":"${UNKNOWN}","open":1}`, secret: true });
    expect(JSON.stringify(config)).to.not.contain("v1:");
  });

  it("report everything that does not fit, at once", () => {
    write("Pulumi.dev.yaml", "config:\n  size: many\n  flag: perhaps\n  token: in clear");
    expect(() => readConfig(readProject(root), "dev")).to.throw(
      [
        "Stack 'dev' with configuration key 'size' must be of type 'integer'",
        "Stack 'dev' is missing configuration value 'names'",
        "Stack 'dev' with configuration key 'flag' must be of type 'boolean'",
        "Stack 'dev' with configuration key 'token' must be encrypted as it's secret",
      ].join("\n"),
    );
    write("Pulumi.dev.yaml", "config:\n  names: { a: b }");
    expect(() => readConfig(readProject(root), "dev")).to.throw(/'names' must be of type 'array<string>'/);
  });

  it("refuse what is no project of this runtime", () => {
    write("Pulumi.yaml", "name: sample\nruntime: python");
    expect(() => readProject(root)).to.throw(/runs the nodejs runtime only, not "python"/);
    write("Pulumi.yaml", "runtime: nodejs");
    expect(() => readProject(root)).to.throw(/give the project a "name"/);
    write("Pulumi.yaml", "a: [");
    expect(() => readProject(root)).to.throw(/Pulumi\.yaml: /);
    rmSync(join(root, "Pulumi.yaml"));
    expect(() => readProject(root)).to.throw(/no Pulumi\.yaml in /);
  });
});
