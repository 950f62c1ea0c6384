import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isMap, isScalar, parse, parseDocument } from "yaml";
import { z } from "zod";
import { RANGES } from "./addresses";
import { overlap } from "./cidr";
import { at } from "./merge";
import { changed } from "./broken/lines";
import { parseSettings } from "./settings";
import { readStackFile, stackFileText } from "./stack-file";
import { stackFileSchema } from "./stack-file-schema";

const STACKS = ["production", "staging", "development", "dr"];

const committed = JSON.parse(readFileSync(join(__dirname, "stack-config.schema.json"), "utf8")) as object;
const project = parse(readFileSync(join(__dirname, "..", "Pulumi.yaml"), "utf8")) as Record<string, unknown>;

describe("the schema of stack files", () => {
  it("is the one that the settings are parsed with (npm run schema writes it)", () => {
    expect(committed).to.deep.equal(stackFileSchema());
  });

  const schema = z.fromJSONSchema(committed as Parameters<typeof z.fromJSONSchema>[0]);
  for (const stack of STACKS) {
    it(`accepts ${stack}'s file`, () => {
      expect(schema.safeParse(parse(stackFileText(stack))).error?.issues).to.equal(undefined);
    });
  }

  it("accepts overrides, and refuses what parsing refuses", () => {
    const file = parse(stackFileText("production")) as object;
    const with_ = (config: object): boolean => schema.safeParse(changed(file, { config })).success;
    expect(with_({ "intelliguard:nodePools": { "security-core": { desired: 9 } } })).to.equal(true);
    expect(with_({ "intelliguard:nodePools": { "ml-inference": null } })).to.equal(true);
    expect(with_({ "intelliguard:nodePools": { "security-core": { desird: 9 } } })).to.equal(false);
    expect(with_({ "intelliguard:storage": { tier: "premium-ssd" } })).to.equal(false);
    expect(with_({ "intelliguard:netwrk": {} })).to.equal(false);
    expect(with_({ "aws:region": undefined })).to.equal(false);
    expect(with_({ "aws:profile": "ops" })).to.equal(true);
  });

  it("describes every key of the program's own", () => {
    const config = at(committed, ["properties", "config", "properties"]) as Record<string, unknown>;
    for (const [key, schemaOfKey] of Object.entries(config)) {
      expect(at(schemaOfKey, ["description"]), key).to.be.a("string");
    }
  });
});

describe("the stack files", () => {
  for (const stack of STACKS) {
    describe(stack, () => {
      const text = stackFileText(stack);

      it("tells editors its schema in the first line", () => {
        expect(text.split("\n")[0]).to.equal(
          "# yaml-language-server: $schema=stacks/stack-config.schema.json",
        );
      });

      it("explains every key where it stands, and holds no secret", () => {
        const config = parseDocument(text).get("config");
        if (!isMap(config)) throw new TypeError("config is not a mapping");
        for (const [index, { key }] of config.items.entries()) {
          // A comment above the first key of a mapping belongs to the mapping.
          const comment = isScalar(key)
            ? (key.commentBefore ?? (index === 0 ? config.commentBefore : null))
            : null;
          expect(comment, String(key)).to.be.a("string");
        }
        expect(text).not.to.match(/secure:|encryptedkey|encryptionsalt/);
      });

      it("has the keys that the project file asks for, of its types", () => {
        const asked = Object.entries(project.config as Record<string, { type: string; description: string }>);
        const { config } = parse(text) as { config: Record<string, unknown> };
        expect(asked).not.to.be.empty;
        for (const [key, { type, description }] of asked) {
          expect(typeof config[key], key).to.equal(type);
          expect(description, key).to.match(/\w{3}/);
        }
      });
    });
  }

  it("are of one account each", () => {
    const accounts = STACKS.map((stack) => parseSettings(readStackFile(stack)).accountId);
    expect(new Set(accounts).size).to.equal(STACKS.length);
  });

  it("say the same of who pays, and serve a domain each", () => {
    const settings = STACKS.map((stack) => parseSettings(readStackFile(stack)));
    expect(new Set(settings.map(({ tags }) => tags.CostCentre)).size).to.equal(1);
    expect(settings.map(({ domain }) => domain)).to.deep.equal([
      "intelliguard.com",
      "staging.intelliguard.com",
      "dev.intelliguard.com",
      "dr.intelliguard.com",
    ]);
  });
});

describe("the project file", () => {
  it("runs TypeScript without checking it", () => {
    expect(project).to.deep.include({
      name: "intelliguard",
      main: "index.ts",
      runtime: { name: "nodejs", options: { typescript: false, nodeargs: "--require tsx/cjs" } },
    });
  });
});

describe("the ranges of all environments", () => {
  it("overlap nowhere, so that any two can be peered", () => {
    const all = Object.values(RANGES).flatMap(({ vpcCidr, podCidr }) => [vpcCidr, podCidr]);
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1))
        expect(overlap(one, other), `${one} ${other}`).to.equal(false);
    }
  });
});
