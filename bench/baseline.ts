/** The program of a project under the SDK's plain `setMocks`, without policies: what a preview is compared with. */
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { readConfig, readProject } from "../preview/project";

const [root = "", stack = ""] = process.argv.slice(2);
const project = readProject(root);
const { config } = readConfig(project, stack);
let resources = 0;

async function main(): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => {
        resources += 1;
        return { id: `${name}-id`, state: inputs as object };
      },
      call: ({ inputs }) => ({ ...(inputs as object), version: "v1.0.0-eksbuild.1" }),
    },
    project.name,
    stack,
    true,
  );
  pulumi.runtime.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, { text }]) => [key, text])),
  );
  const load = createRequire(__filename);
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(load(project.main) as object));
}

process.on("exit", () => console.log(`resources: ${resources}`));
void main();
