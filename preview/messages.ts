import type { Config } from "./project";
import type { Diagnostic } from "./resource";
import type { Step } from "./steps";
import type { Wire, WireMap } from "./values";

/** A policy pack to judge by. */
export interface PackOptions {
  /** Folder of `PulumiPolicy.yaml`. */
  readonly dir: string;
  /** Run the pack in a process of its own through its gRPC protocol, as the engine does. */
  readonly protocol: boolean;
}

/** Everything a child process needs to preview one stack. */
export interface Job {
  readonly stack: string;
  readonly project: string;
  readonly root: string;
  readonly main: string;
  readonly config: Config;
  /** Keys of the config whose value is encrypted and therefore not known here. */
  readonly encrypted: readonly string[];
  readonly pack: PackOptions | undefined;
  /** Seconds the program may take. */
  readonly timeout: number;
}

/** What the preview of one stack found. */
export interface Outcome {
  readonly stack: string;
  readonly steps: readonly Step[];
  /** Outputs as they may be printed. */
  readonly outputs: Readonly<Record<string, Wire>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly policies: Judgement | undefined;
}

/** How much a finding matters, the least first. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a policy said of a resource or of the stack. */
export interface Finding {
  readonly policy: string;
  /** Advisory findings are shown; mandatory ones fail the preview. */
  readonly level: "advisory" | "mandatory";
  /** How much it matters, where the policy says so. */
  readonly severity?: Severity | undefined;
  readonly description: string;
  readonly message: string;
  /** The resource it is about, or the stack itself. */
  readonly urn: string;
}

/** What a policy pack said of a stack. */
export interface Judgement {
  readonly pack: string;
  readonly version: string;
  readonly findings: readonly Finding[];
}

/** All that a child hands over when it is done. */
export interface Done {
  readonly outcome: Outcome;
  /** The stack's outputs with their secrets, for stacks that refer to it. */
  readonly rawOutputs: WireMap;
  /** Texts of secrets, which what the program printed must not give away. */
  readonly hidden: readonly string[];
}

/** From parent to child. */
export type ToChild =
  | { readonly kind: "job"; readonly job: Job }
  | { readonly kind: "outputs"; readonly stack: string; readonly outputs: WireMap }
  | { readonly kind: "no outputs"; readonly stack: string; readonly reason: string };

/** From child to parent. */
export type ToParent =
  | { readonly kind: "progress"; readonly resources: number; readonly latest: string }
  /** The program reads another stack's outputs. */
  | { readonly kind: "wants"; readonly stack: string }
  | { readonly kind: "done"; readonly done: Done };
