/** What a preview registers in Kubernetes, as objects that an API server takes. Pure. */
import { createHash } from "node:crypto";

import type { KubernetesObject } from "./api";
import { fillIn, type Gap } from "./unknowns";

/** A step of `pulumi preview --json`. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly newState?: {
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  };
}

/** The part of `pulumi preview --json` that is read here. */
export interface Preview {
  /** The stack's configuration, as text by full key. */
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** One Kubernetes object of the program. */
export interface Planned {
  readonly urn: string;
  readonly object: KubernetesObject;
  /** It changes an object that somebody else owns (`NamespacePatch` and its like), and must find it there. */
  readonly patch: boolean;
  /** Which of its values the preview did not know, and what became of each. */
  readonly gaps: readonly Gap[];
}

/** A Kubernetes resource of the program that is no object of its own. */
export interface Skipped {
  readonly urn: string;
  readonly reason: string;
}

/** Everything that a preview registers in Kubernetes. */
export interface Plan {
  /**
   * In the order that leans on declared dependencies alone: of what may come next, always the one registered last.
   * An object that needs another one and does not say so comes before it, and is refused.
   */
  readonly objects: readonly Planned[];
  readonly skipped: readonly Skipped[];
}

/** Reads the Kubernetes part of a preview. */
export function plan(preview: Preview): Plan {
  const objects: Planned[] = [];
  const skipped: Skipped[] = [];
  const names = new Map<string, KubernetesObject>();
  for (const step of preview.steps) {
    const object = identified(step);
    if (object !== undefined) names.set(step.urn, object);
  }
  for (const step of inOrder(preview.steps)) {
    const type = step.newState?.type ?? "";
    if (!type.startsWith("kubernetes:")) continue;
    const object = names.get(step.urn);
    if (object === undefined) {
      skipped.push({ urn: step.urn, reason: `${type} is rendered by the engine` });
      continue;
    }
    const makers = (property: string): readonly KubernetesObject[] =>
      (step.newState?.propertyDependencies?.[property] ?? []).flatMap((urn) => names.get(urn) ?? []);
    objects.push({
      urn: step.urn,
      patch: /^kubernetes:[^:]*:\w+Patch$/.test(type),
      ...fillIn(object, makers),
    });
  }
  return { objects, skipped };
}

/** The step's inputs as an object with a name, or nothing when they are none. */
function identified(step: Step): KubernetesObject | undefined {
  const { type = "", inputs = {} } = step.newState ?? {};
  const { apiVersion, kind, metadata, ...rest } = inputs;
  if (!type.startsWith("kubernetes:") || typeof apiVersion !== "string" || typeof kind !== "string")
    return undefined;
  const given = (metadata ?? {}) as KubernetesObject["metadata"];
  return { apiVersion, kind, metadata: { ...given, name: nameOf(given, step.urn) }, ...rest };
}

/** The name, or what the provider would make of the logical name. */
function nameOf(metadata: Partial<KubernetesObject["metadata"]>, urn: string): string {
  if (metadata.name !== undefined) return metadata.name;
  const logical = urn.slice(urn.lastIndexOf("::") + 2);
  return `${logical}-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`;
}

/** The steps so that each comes after its dependencies, and otherwise as late as it was registered. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  const position = new Map(steps.map(({ urn }, at) => [urn, at]));
  const waiting = steps.map(({ newState }) => {
    return new Set((newState?.dependencies ?? []).flatMap((urn) => position.get(urn) ?? []));
  });
  const dependents = steps.map((): number[] => []);
  waiting.forEach((needs, at) => needs.forEach((need) => dependents[need]?.push(at)));

  const ready = steps.map((_, at) => at).filter((at) => waiting[at]?.size === 0);
  const ordered: Step[] = [];
  while (ready.length > 0) {
    const at = ready.splice(ready.indexOf(Math.max(...ready)), 1)[0] ?? 0;
    const step = steps[at];
    if (step !== undefined) ordered.push(step);
    for (const next of dependents[at] ?? []) {
      waiting[next]?.delete(at);
      if (waiting[next]?.size === 0) ready.push(next);
    }
  }
  return ordered;
}
