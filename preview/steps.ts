import type { Resource } from "./resource";
import { masked, UNKNOWN, MASK, type Wire, type WireMap } from "./values";

/** A resource's state in the JSON of a preview: `newState`. Fields that say nothing are absent. */
export interface State {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One operation in the JSON of a preview. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly provider?: string;
  readonly newState: State;
  readonly detailedDiff: null;
}

/** Whether a value says something: not empty, not false. */
function says(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function without(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => says(value)));
}

function sorted<T>(fields: Readonly<Record<string, T>>): Record<string, T> {
  const result: Record<string, T> = {};
  for (const key of Object.keys(fields).sort()) result[key] = fields[key] as T;
  return result;
}

/**
 * Inputs as they may be printed. A provider marks the inputs it knows to be sensitive even while their value is
 * unknown; which those are is what its SDK lists as additional secret outputs.
 */
function printable(resource: Resource): WireMap {
  const inputs = masked(resource.inputs) as WireMap;
  for (const key of resource.additionalSecretOutputs) if (inputs[key] === UNKNOWN) inputs[key] = MASK;
  return inputs;
}

/** The step that `pulumi preview --json` prints for a resource. */
export function stepOf(resource: Resource): Step {
  const { urn, custom, type, provider } = resource;
  const newState: State = {
    urn,
    custom,
    ...without({ id: resource.operation === "read" ? resource.id : "" }),
    type,
    ...without({
      inputs: printable(resource),
      parent: resource.parent,
      protect: resource.protect,
      external: resource.operation === "read",
      dependencies: resource.dependencies,
      provider,
      propertyDependencies: sorted(resource.propertyDependencies),
      additionalSecretOutputs: resource.additionalSecretOutputs,
      customTimeouts: resource.timeouts,
      importID: resource.operation === "import" ? resource.id : "",
      retainOnDelete: resource.retainOnDelete,
      deletedWith: resource.deletedWith,
      replaceWith: resource.replaceWith,
      ignoreChanges: resource.ignoreChanges,
      hideDiff: resource.hideDiff,
      replaceOnChanges: resource.replaceOnChanges,
      replacementTrigger: masked(resource.replacementTrigger),
      resourceHooks: resource.hooks,
    }),
  };
  return {
    op: resource.operation,
    urn,
    ...(provider === "" ? {} : { provider }),
    newState,
    detailedDiff: null,
  };
}

/** How many steps there are of each operation; reading changes nothing and does not count. */
export function changeSummary(steps: readonly Step[]): Record<string, number> {
  const summary: Record<string, number> = {};
  for (const { op } of steps) if (op !== "read") summary[op] = (summary[op] ?? 0) + 1;
  return summary;
}

/** Outputs of a stack as they may be printed. */
export function printableOutputs(outputs: WireMap): Record<string, Wire> {
  return masked(outputs) as WireMap;
}
