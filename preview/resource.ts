import type { Wire, WireMap } from "./values";

/** What the engine would do with a resource of an empty stack. */
export type Operation = "create" | "import" | "read";

/** Longest durations in seconds; absent where the provider's own default holds. */
export type Timeouts = Readonly<Partial<Record<"create" | "update" | "delete" | "read", number>>>;

/** A resource as the program registered it: the engine's goal and new state in one. */
export interface Resource {
  readonly operation: Operation;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Managed by a provider, as opposed to a component. */
  readonly custom: boolean;
  /** A component whose children a provider plugin makes, out of sight. */
  readonly remote: boolean;
  readonly parent: string;
  /** Inputs in wire form; a policy's remediation replaces them. */
  inputs: WireMap;
  /** Outputs in wire form; a component's arrive when it is complete. */
  outputs: WireMap;
  /** Known id of what is read or imported; empty for what is not there yet. */
  readonly id: string;
  /** `urn::id` of the provider, empty for components and for providers themselves. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly additionalSecretOutputs: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean | undefined;
  readonly deletedWith: string;
  readonly replaceWith: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly replacementTrigger: Wire;
  readonly hideDiff: readonly string[];
  readonly timeouts: Timeouts;
  /** Names of hooks by the moment they run at, as the engine names the moments. */
  readonly hooks: Readonly<Record<string, readonly string[]>>;
}

/** A resource that has nothing but its identity; what else it has is laid over it. */
export function blank(identity: Pick<Resource, "operation" | "urn" | "type" | "name" | "custom">): Resource {
  return {
    ...identity,
    remote: false,
    parent: "",
    inputs: {},
    outputs: {},
    id: "",
    provider: "",
    dependencies: [],
    propertyDependencies: {},
    additionalSecretOutputs: [],
    protect: false,
    retainOnDelete: false,
    deleteBeforeReplace: undefined,
    deletedWith: "",
    replaceWith: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    replacementTrigger: null,
    hideDiff: [],
    timeouts: {},
    hooks: {},
  };
}

/** A message of the program, the preview or a provider. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** The resource it is about; the stack itself when absent. */
  readonly urn?: string | undefined;
}
