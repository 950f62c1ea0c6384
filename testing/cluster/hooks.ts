/** Starts control planes for the test run, and ends them with it. */
import type { Context, RootHookObject, Suite } from "mocha";

import { startControlPlane, type ControlPlane } from "./control-plane";
import { placeDefinitions } from "./definitions";

const started = new Map<string, Promise<ControlPlane>>();
const running = new Map<string, ControlPlane>();
let failed = false;

const progress = (line: string): void => void process.stderr.write(`test cluster: ${line}\n`);

/**
 * The run's control plane of a Kubernetes version, with the custom resource definitions in place; started when it is first asked for.
 *
 * @param version such as `1.35`
 */
export async function controlPlane(version: string): Promise<ControlPlane> {
  let plane = started.get(version);
  if (plane === undefined) {
    const from = Date.now();
    plane = startControlPlane({ version, progress }).then(async (plane) => {
      await placeDefinitions(plane.api);
      return plane;
    });
    started.set(version, plane);
    running.set(version, await plane);
    progress(`Kubernetes ${version} is ready after ${Math.round((Date.now() - from) / 1000)} s`);
  }
  return await plane;
}

/** Ends every control plane that is up; the logs stay when a test has failed. */
async function stopAll(): Promise<void> {
  for (const [version, plane] of running) {
    running.delete(version);
    const memory = [...plane.memory()].map(([name, megabytes]) => `${name} ${megabytes}`).join(", ");
    const dir = await plane.stop(failed);
    progress(`Kubernetes ${version} ended; memory in MB: ${memory}${failed ? `; logs in ${dir}` : ""}`);
  }
}

/** Whether a test of the suite has failed. */
function anyFailed({ tests, suites }: Suite): boolean {
  return tests.some((test) => test.isFailed()) || suites.some(anyFailed);
}

export const mochaHooks: RootHookObject = {
  async afterAll(this: Context) {
    this.timeout(60_000);
    failed = this.test?.parent !== undefined && anyFailed(this.test.parent);
    await stopAll();
  },
};

// Mocha would end itself without its hooks. What is still starting is ended by the guard of its processes.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    failed = true;
    void stopAll().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  });
}
