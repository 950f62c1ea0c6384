import { expect } from "chai";
import { isMapping } from "../merge";
import { parseSettings, SettingsError, type StackConfig } from "../settings";
import { readStackFile } from "../stack-file";

/** What a stack file says differently; undefined takes a key away. */
export type Change = Partial<Omit<StackConfig, "stack">>;

/** What is broken, the change of production's file that breaks it, and every line of the answer. */
export type Case = readonly [what: string, change: Change, ...lines: string[]];

/** A change laid over what it changes, mapping by mapping; null stays, as a stack file would say it. */
export function changed(base: unknown, change: unknown): unknown {
  if (!isMapping(base) || !isMapping(change)) return change;
  const laid = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) laid.delete(key);
    else laid.set(key, changed(laid.get(key), value));
  }
  return Object.fromEntries(laid);
}

/** The lines of the error that a stack file with a change gives; none when it gives none. */
export function linesOf(change: Change, stack = "production"): string[] {
  try {
    parseSettings(changed(readStackFile(stack), change) as StackConfig);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const [, ...lines] = error.message.split("\n");
    return lines.map((line) => line.trim());
  }
}

/** One test for each case: its change gives exactly its lines. */
export function eachGivesItsLines(kind: string, cases: readonly Case[]): void {
  describe(`a broken config: ${kind}`, () => {
    for (const [what, change, ...lines] of cases) {
      it(what, () => expect(linesOf(change)).to.deep.equal(lines));
    }
  });
}
