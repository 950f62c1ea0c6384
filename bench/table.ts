import type { Usage } from "./measure";

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/** Medians over several runs of the same command. */
export function medians(runs: readonly Usage[]): Usage {
  const of = (field: keyof Usage): number => median(runs.map((run) => run[field]));
  return {
    cpuSeconds: of("cpuSeconds"),
    wallSeconds: of("wallSeconds"),
    peakMegabytes: of("peakMegabytes"),
    resources: of("resources"),
  };
}

/** The same preview with policies and without. */
export interface PolicyCost {
  readonly judged: Usage;
  readonly unjudged: Usage;
}

/**
 * CPU seconds that judging 1,000 resources takes, from a small and a large preview: what is spent once, on loading the
 * pack, is in both and falls out.
 */
export function policySeconds(small: PolicyCost, large: PolicyCost): number {
  const cost = ({ judged, unjudged }: PolicyCost): number => judged.cpuSeconds - unjudged.cpuSeconds;
  return (1000 * (cost(large) - cost(small))) / (large.judged.resources - small.judged.resources);
}

/** A table of what was measured: one line a command, with milliseconds of CPU a resource and the ratio to the first. */
export function table(rows: readonly (readonly [string, Usage])[]): string {
  const base = rows[0]?.[1].cpuSeconds ?? 1;
  const head = ["", "CPU s", "wall s", "peak MB", "resources", "ms/resource", "ratio"];
  const body = rows.map(([name, { cpuSeconds, wallSeconds, peakMegabytes, resources }]) => [
    name,
    cpuSeconds.toFixed(2),
    wallSeconds.toFixed(2),
    peakMegabytes.toFixed(0),
    String(resources),
    ((1000 * cpuSeconds) / resources).toFixed(1),
    (cpuSeconds / base).toFixed(2),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
