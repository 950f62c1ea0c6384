import type { Job, PackOptions } from "./messages";
import { readConfig, stacksOf, type Project } from "./project";

/** What holds for every stack of a run. */
export interface Settings {
  readonly pack: PackOptions | undefined;
  /** Seconds a program may take. */
  readonly timeout: number;
}

/**
 * The job of previewing one stack.
 *
 * @throws when there is no such stack, or its configuration does not fit
 */
export function jobOf(project: Project, stack: string, { pack, timeout }: Settings): Job {
  if (!stacksOf(project).includes(stack)) {
    throw new Error(`unknown stack "${stack}": there is no Pulumi.${stack}.yaml to preview it from`);
  }
  const { config, encrypted } = readConfig(project, stack);
  const { name, root, main } = project;
  return { stack, project: name, root, main, config, encrypted, pack, timeout };
}
