import { join } from "node:path";
import { jobOf } from "../jobs";
import type { PackOptions } from "../messages";
import { readProject } from "../project";
import { Runner, type Previewed } from "../run";

/** Previews stacks of a project among the test data, in one run. */
export function previewing(
  project: string,
  stacks: readonly string[],
  settings: { pack?: PackOptions; timeout?: number } = {},
): Promise<Previewed[]> {
  const read = readProject(join(__dirname, project));
  const { pack, timeout = 60 } = settings;
  const runner = new Runner((stack) => jobOf(read, stack, { pack, timeout }), {
    progress: () => undefined,
    finished: () => undefined,
  });
  return Promise.all(stacks.map((stack) => runner.preview(stack)));
}
