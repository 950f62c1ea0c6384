/**
 * What a rule is. One table of these feeds three planes: the CrossGuard pack (preview and update), the admission
 * policies of the cluster, and the Pod Security labels of its namespaces.
 */

/** How much it matters; the words are CrossGuard's own. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a violation does to a preview or an update: stop it, or say so and go on. */
export type Enforcement = "mandatory" | "advisory" | "disabled";

/** Which part of the table a rule belongs to; a folder of the same name holds it. */
export type Family = "pod-security" | "encryption" | "platform";

/** A control of a published framework that the rule implements. */
export interface Control {
  readonly framework: "Pod Security Standards" | "CIS EKS Benchmark" | "NIST SP 800-53";
  /** The control's own name or number, for example `restricted: Seccomp`, `5.4.2`, `SC-28`. */
  readonly control: string;
}

/** Stands where a value is not known before the update; never equal to anything a rule could want. */
export const UNKNOWN = Symbol("not known yet");

/** Plain data, as the engine sends it, with `UNKNOWN` where the engine does not know yet. */
export type Value = string | number | boolean | null | undefined | typeof UNKNOWN | readonly Value[] | Values;
export interface Values {
  readonly [key: string]: Value;
}

/** One resource as a rule sees it. */
export interface Subject {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Values;
  readonly protect: boolean;
  /** The provider's own inputs (default tags, region); absent when there is no provider. */
  readonly provider?: Values | undefined;
  /** By input, the URNs of the resources its value comes from: what an unknown value will be made of. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What a rule has to say about one place in one resource. Nothing to say is a pass. */
export type Finding =
  | { readonly kind: "violation"; readonly path: string; readonly message: string }
  /** The value at `path` decides, and is not known before the update. */
  | { readonly kind: "unknown"; readonly path: string };

/** A named exception to a rule. */
export interface Exemption {
  /** Exactly one of these: a namespace, or a resource as `type` and `name`. */
  readonly namespace?: string;
  readonly resource?: { readonly type: string; readonly name: string };
  readonly reason: string;
  /** The last day it counts, as `YYYY-MM-DD`. */
  readonly expires: string;
}

/** The rule as the API server enforces it: one ValidatingAdmissionPolicy. */
export interface Admission {
  /** What is judged: pods of every kind that carries one (the default), or namespaces. */
  readonly resource?: "pods" | "namespaces";
  /**
   * CEL that yields the names of what breaks the rule; an empty list lets the object pass. For pods over these variables:
   * `pod` (the spec), `podMetadata`, `containers` (of all three lists), `windows`, `app` (the pod's `app.kubernetes.io/name`,
   * or empty), `defaultCapabilities`. A function where the stack's configuration of the rule takes part.
   */
  readonly offenders: string | ((options?: Values) => string);
  /** What is wrong with them; the names follow it. */
  readonly message: string;
  /** The enforce levels of the namespaces it holds in; every namespace when absent. */
  readonly levels?: readonly ("privileged" | "baseline" | "restricted")[];
}

export interface Rule {
  /** Lower case words with hyphens; unique in the table, and the CrossGuard policy's name. */
  readonly id: string;
  readonly family: Family;
  /** One line, imperative: what must be so. */
  readonly title: string;
  readonly severity: Severity;
  readonly enforcement: Enforcement;
  readonly controls: readonly Control[];
  readonly why: string;
  readonly remedy: string;
  readonly exemptions: readonly Exemption[];
  /** The type tokens that `judge` and `remediate` look at, so that others can be skipped; every type when absent. */
  readonly types?: readonly string[];
  /** JSON schema of the rule's own options, by name: what a stack's policy configuration may say besides enforcement. */
  readonly options?: Readonly<Record<string, Values>>;
  /** Judges one resource by its inputs; `options` is the stack's configuration of this rule. Pure. */
  readonly judge?: (subject: Subject, options?: Values) => readonly Finding[];
  /** Judges what only the whole stack shows (a companion that is missing). Pure. */
  readonly judgeStack?: (
    subjects: readonly Subject[],
    options?: Values,
  ) => readonly (Finding & { readonly urn: string })[];
  /** The same rule for the API server, where that does not enforce it by itself. It agrees with `judge` and `judgeStack`. */
  readonly admission?: Admission;
  /** The inputs as they should have been, where that is safe to decide; absent when nothing changes. Pure. */
  readonly remediate?: (subject: Subject, options?: Values) => Values | undefined;
}
