/** gRPC's status for a server that is going away: the runtime then stops in silence. */
const UNAVAILABLE = 14;

/** How the runtime is answered. */
export type Reply = (error: Error | null, response?: object) => void;

/** The failure of a monitor that has gone away. */
export class Unavailable extends Error {
  readonly code = UNAVAILABLE;
  readonly details = "resource monitor shut down";
}

/** Whether an error only says that the monitor has gone away; why it did was reported before. */
export function isUnavailable(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === UNAVAILABLE;
}

/** Features of the engine's protocol that this monitor has too. */
export const FEATURES: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);
