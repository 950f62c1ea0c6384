import type { Config } from "../schema";

/** What the checks look at: a complete configuration, and what the stack tells the AWS provider. */
export interface Subject {
  readonly stack: string;
  readonly config: Config;
  /** Config of the namespace `aws`. */
  readonly aws: Readonly<Record<string, unknown>>;
}
