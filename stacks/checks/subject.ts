import type { Problem } from "../problems";
import type { Config } from "../schema";

/** What a check looks at: parts of a complete configuration, and what the stack tells the AWS provider. */
export interface Subject<Key extends keyof Config = keyof Config> {
  readonly stack: string;
  readonly config: Pick<Config, Key>;
  /** Config of the namespace `aws`. */
  readonly aws: Readonly<Record<string, unknown>>;
}

/** A check, and the parts of the configuration it reads: it can run as soon as those are whole. */
export interface Check<Key extends keyof Config = keyof Config> {
  readonly reads: readonly Key[];
  readonly run: (subject: Subject<Key>) => Problem[];
}
