import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

type PolicySpec = kubernetes.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;
type BindingSpec = kubernetes.types.input.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec;

/** One admission policy with its binding. */
export interface AdmissionPolicy {
  /** Of policy and binding alike: a DNS subdomain, at most 253 characters. */
  readonly name: string;
  /** Annotations of the policy: what it is for and what to do about a refusal. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What is judged, and how. */
  readonly policy: PolicySpec;
  /** Where it holds, and what happens to what breaks it; names the policy. */
  readonly binding: BindingSpec;
}

/** What {@link AdmissionPolicies} needs. */
export interface AdmissionPoliciesArgs {
  /** The policies (section 2, Pod Security Standards), each name once. */
  readonly policies: readonly AdmissionPolicy[];
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Every problem of the args: empty when there is none. */
function problems({ policies }: AdmissionPoliciesArgs): string[] {
  const names = policies.map(({ name }) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...(policies.length === 0 ? ["policies: give at least one, not an empty list"] : []),
    ...[...repeated].map((name) => `policies: name each policy once, not "${name}" again`),
    ...names
      .filter((name) => name.length > 253 || !NAME.test(name))
      .map((name) => `policies: write the name as a DNS subdomain of at most 253 characters, not "${name}"`),
    ...policies.flatMap(({ name, binding: { policyName } }) =>
      typeof policyName !== "string" || policyName === name
        ? []
        : [`policies: bind "${name}" to itself, not to "${policyName}"`],
    ),
  ];
}

/**
 * Rules that the API server enforces itself, whoever asks: operators, charts and people included. A binding is made after
 * its policy and removed before it.
 */
export class AdmissionPolicies extends pulumi.ComponentResource {
  /** The names of the policies, in the order of the args. */
  readonly names: pulumi.Output<string[]>;

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: AdmissionPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:admission:AdmissionPolicies", name, {}, opts);
    const found = problems(args);
    if (found.length > 0) throw new Error(found.map((problem) => `${name}: ${problem}`).join("\n"));
    const placed = args.policies.map((policy) => this.place(name, policy));
    this.names = pulumi.output(placed.map(({ metadata }) => metadata.name));
    this.registerOutputs({ names: this.names });
  }

  /** One policy and its binding. */
  private place(name: string, { name: policyName, annotations, policy, binding }: AdmissionPolicy) {
    const placed = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy(
      `${name}-${policyName}`,
      { metadata: { name: policyName, annotations }, spec: policy },
      { parent: this },
    );
    new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
      `${name}-${policyName}`,
      { metadata: { name: policyName }, spec: binding },
      { parent: this, dependsOn: [placed] },
    );
    return placed;
  }
}
