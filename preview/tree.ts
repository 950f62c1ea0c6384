/** Anything with a place in a tree. */
interface Node {
  readonly urn: string;
  readonly newState: Readonly<Record<string, unknown>>;
}

/** A resource and the branch drawn before it. */
export interface Row<T> {
  readonly step: T;
  readonly branch: string;
}

/** Resources in the order of their tree: each under its parent, siblings in the order in which they came. */
export function layOut<T extends Node>(steps: readonly T[]): Row<T>[] {
  const children = new Map<string, T[]>();
  const known = new Set(steps.map(({ urn }) => urn));
  for (const step of steps) {
    const { parent } = step.newState;
    const above = typeof parent === "string" && known.has(parent) ? parent : "";
    const siblings = children.get(above);
    if (siblings === undefined) children.set(above, [step]);
    else siblings.push(step);
  }
  const rows: Row<T>[] = [];
  const place = (step: T, branch: string, indent: string): void => {
    rows.push({ step, branch });
    const below = children.get(step.urn) ?? [];
    for (const [index, child] of below.entries()) {
      const last = index === below.length - 1;
      place(child, `${indent}${last ? "└─ " : "├─ "}`, `${indent}${last ? "   " : "│  "}`);
    }
  };
  for (const root of children.get("") ?? []) place(root, "", "");
  return rows;
}
