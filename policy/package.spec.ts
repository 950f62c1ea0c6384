import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, normalize } from "node:path";
import { expect } from "chai";
import manifest from "./package.json";

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

/** What `pulumi policy publish` sends: the files that npm would pack. */
function packed(): string[] {
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: __dirname,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [first] = JSON.parse(listed.toString()) as Packed[];
  return first?.files.map(({ path }) => path) ?? [];
}

/** What a file takes from elsewhere when it runs; types are gone by then. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(__dirname, file), "utf8");
  const imports = text.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)"|require\("([^"]+)"\)/gm);
  return [...imports].map(([, from, required]) => from ?? required!);
}

describe("the pack as a package of its own", () => {
  const files = packed();

  it("holds its entry, its rules and its configurations, and no test", () => {
    expect(files).to.include.members([
      "index.js",
      "pack.ts",
      "PulumiPolicy.yaml",
      "pod-security/privileged.ts",
      "config/production.json",
    ]);
    expect(
      files.filter((file) => file.includes(".spec.") || /^(testing|samples\.|sdk\.)/.test(file)),
    ).to.deep.equal([]);
  });

  it("needs nothing but what it holds and what it depends on", () => {
    const code = files.filter((file) => /\.(ts|js)$/.test(file));
    for (const file of code) {
      for (const from of importsOf(file)) {
        if (from.startsWith(".")) {
          const target = normalize(join(file, "..", from)).replace(/\.ts$/, "");
          const found = [`${target}.ts`, `${target}.js`, `${target}/index.ts`, target].some((path) =>
            files.includes(path),
          );
          expect(found, `${file} imports ${from}`).to.equal(true);
        } else if (!isBuiltin(from)) {
          const name = from
            .split("/")
            .slice(0, from.startsWith("@") ? 2 : 1)
            .join("/");
          expect(Object.keys(manifest.dependencies), `${file} imports ${from}`).to.include(name);
        }
      }
    }
  });

  it("pins the versions that the program has", () => {
    const root = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as typeof manifest;
    const shared = Object.entries(manifest.dependencies).filter(([name]) => name in root.dependencies);
    expect(shared.length).to.be.at.least(3);
    for (const [name, version] of shared) {
      expect(version, name).to.equal((root.dependencies as Record<string, string>)[name]);
    }
  });
});
