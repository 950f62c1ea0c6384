import type { Diagnostic } from "./resource";
import type { Previewed } from "./run";
import { changeSummary, type Step } from "./steps";
import { MASK } from "./values";

/** The JSON of `pulumi preview --json`. */
export interface Digest {
  readonly config?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly diagnostics?: readonly Diagnostic[];
  /** Nanoseconds. */
  readonly duration: number;
  /** Number of steps by operation. */
  readonly changeSummary?: Readonly<Record<string, number>>;
}

/** The digest of one stack's preview; parts that would be empty are left out, as the CLI does. */
export function digestOf(previewed: Previewed): Digest {
  const { config, steps, diagnostics, duration } = previewed;
  const shown = Object.keys(config)
    .sort()
    .map((key) => [key, config[key]?.secret === true ? MASK : (config[key]?.text ?? "")] as const);
  return {
    ...(shown.length > 0 ? { config: Object.fromEntries(shown) } : {}),
    ...(steps.length > 0 ? { steps } : {}),
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
    duration,
    ...(steps.length > 0 ? { changeSummary: changeSummary(steps) } : {}),
  };
}
