/** What each plane says about a pod. */
import { admissionPolicies as admissionPolicyPlans, podSecurityLabels } from "../../policy/admission";
import { POD_RESOURCES } from "../../policy/admission/variables";
import { podRules } from "../../policy/pod-security";
import { rules } from "../../policy/rules";
import type { Rule, Subject, Values } from "../../policy/rule";
import { messageOf, Refusal, type Answer, type Api, type KubernetesObject } from "./api";
import { title } from "./apply";
import type { Fields } from "./mutations";
import { DEBUG, objectOf } from "./pods";

/** A namespace's level of the Pod Security Standards. */
export const LEVELS = ["privileged", "baseline", "restricted"] as const;
export type Level = (typeof LEVELS)[number];

/** A namespace in which pods are judged. */
export interface Place {
  readonly name: string;
  readonly level: Level;
}

/** One namespace of each level, and two of components that some rules know by name. */
export const PLACES: readonly Place[] = [
  ...LEVELS.map((level) => ({ name: `agreement-${level}`, level })),
  { name: "fluentd", level: "privileged" },
  { name: "velero", level: "privileged" },
];

/** The namespace's object. */
export function namespaceObject({ name, level }: Place, version: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: podSecurityLabels(level, version) },
  };
}

/** The pod that ephemeral containers are added to; it must be there before the first is. */
export function debugged({ name }: Place): KubernetesObject {
  const pod = objectOf({ kind: DEBUG, base: "restricted", mutations: [] }, name);
  return { ...pod, spec: { ...(pod.spec as Fields), ephemeralContainers: undefined } };
}

/** The name of a policy that everything breaks; placed last, it shows when the server has learnt of all. */
export const MARKER = "agreement-marker";

/** Every admission policy, as the program places it, but bound so that it warns: then all of them are heard. */
export function warningPolicies(): readonly KubernetesObject[] {
  const marker = {
    name: MARKER,
    policy: {
      failurePolicy: "Fail",
      matchConstraints: { resourceRules: [...POD_RESOURCES] },
      validations: [{ expression: "false" }],
    },
    binding: { policyName: MARKER },
  };
  const apiVersion = "admissionregistration.k8s.io/v1";
  return [...admissionPolicyPlans(rules), marker].flatMap(({ name, policy, binding }) => [
    { apiVersion, kind: "ValidatingAdmissionPolicy", metadata: { name }, spec: policy },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { ...binding, validationActions: ["Warn"] },
    },
  ]);
}

/** Sends an object without keeping anything of it. */
async function send(api: Api, object: KubernetesObject): Promise<Answer> {
  const { ephemeralContainers } = (object.spec ?? {}) as Fields;
  const collection = await api.pathOf(object, object.metadata.namespace);
  if (ephemeralContainers === undefined) return await api.ask("POST", `${collection}?dryRun=All`, object);
  const path = `${await api.pathTo(object)}/ephemeralcontainers?dryRun=All`;
  return await api.ask(
    "PATCH",
    path,
    { spec: { ephemeralContainers } },
    "application/strategic-merge-patch+json",
  );
}

/**
 * The server's own Pod Security admission: whether the object's pod breaks its namespace's level.
 *
 * @returns undefined when the object is invalid, so that no policy ever sees it
 */
export async function podSecurity(api: Api, object: KubernetesObject): Promise<boolean | undefined> {
  const answer = await send(api, object);
  if (answer.status < 300)
    return answer.warnings.some((warning) => warning.includes("would violate PodSecurity"));
  if (answer.status === 422 || answer.status === 400) return undefined;
  if (answer.status === 403 && messageOf(answer).includes("violates PodSecurity")) return true;
  throw new Refusal(answer, "POST", title(object));
}

/**
 * The admission policies, bound so that they warn: the names of those that the object breaks, sorted.
 *
 * @returns undefined when the object is invalid
 */
export async function admissionPolicies(
  judge: Api,
  object: KubernetesObject,
): Promise<readonly string[] | undefined> {
  const answer = await send(judge, object);
  if (answer.status === 422 || answer.status === 400) return undefined;
  if (answer.status > 299) throw new Refusal(answer, "POST", title(object));
  return brokenIn(answer);
}

/** The policies that a warning names. */
export function brokenIn({ warnings }: Answer): readonly string[] {
  const names = warnings.flatMap(
    (warning) => /^Validation failed for ValidatingAdmissionPolicy '([^']+)'/.exec(warning)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

/** The rules about pods: all of the pod security family, and of the others those that admission enforces too. */
const POD_RULES: readonly Rule[] = [
  ...podRules,
  ...rules.filter(({ family, admission }) => {
    return family !== "pod-security" && admission !== undefined && admission.resource !== "namespaces";
  }),
];

/** CrossGuard: the ids of the rules about pods that the object breaks in its namespace, sorted. */
export function crossGuard(namespace: KubernetesObject, object: KubernetesObject): readonly string[] {
  const judged = subject(object);
  const subjects = [subject(namespace), judged];
  const broken = POD_RULES.filter(({ judge, judgeStack }) =>
    [...(judge?.(judged) ?? []), ...(judgeStack?.(subjects) ?? [])].some(({ kind }) => kind === "violation"),
  );
  return broken.map(({ id }) => id).sort();
}

/** The rules that are Pod Security Standards, which the server enforces by the namespace's label. */
export const STANDARD: ReadonlySet<string> = new Set(
  podRules.filter(({ standard }) => standard).map(({ id }) => id),
);

/** The rules about pods that the server enforces by an admission policy of the same name. */
export const ADMITTED: ReadonlySet<string> = new Set(
  POD_RULES.filter(({ admission }) => admission !== undefined).map(({ id }) => id),
);

/** What the planes said about an object. */
export interface Judgement {
  /** The rules that CrossGuard finds broken. */
  readonly broken: readonly string[];
  /** One line for every difference between the planes. */
  readonly differences: readonly string[];
}

/**
 * Asks every plane about an object.
 *
 * @returns undefined when the object is invalid, so that the server's planes never see it
 */
export async function judgement(
  { api, judge }: { readonly api: Api; readonly judge: Api },
  place: Place,
  version: string,
  object: KubernetesObject,
): Promise<Judgement | undefined> {
  const warned = await admissionPolicies(judge, object);
  if (warned === undefined) return undefined;
  const theirs = warned.filter((id) => ADMITTED.has(id));
  // Of what is valid, the privileged level refuses nothing.
  const refused = place.level !== "privileged" && (await podSecurity(api, object)) === true;
  const broken = crossGuard(namespaceObject(place, version), object);
  const standards = broken.filter((id) => STANDARD.has(id));
  const ours = broken.filter((id) => ADMITTED.has(id));
  const differences: string[] = [];
  if (refused !== standards.length > 0) {
    differences.push(
      `Pod Security ${refused ? "refuses" : "admits"} it, CrossGuard finds ${listed(standards)}`,
    );
  }
  if (ours.join() !== theirs.join()) {
    differences.push(`admission policies find ${listed(theirs)}, CrossGuard finds ${listed(ours)}`);
  }
  return { broken, differences };
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? "nothing" : ids.join(", "));

/** An object as the engine shows it to a policy. */
export function subject(object: KubernetesObject): Subject {
  const group = object.apiVersion === "v1" ? "core/v1" : object.apiVersion;
  const type = `kubernetes:${group}:${object.kind}`;
  return {
    type,
    name: object.metadata.name,
    urn: `urn:pulumi:test::test::${type}::${object.metadata.name}`,
    // Through JSON, as it comes from the engine: what is left out is left out.
    inputs: JSON.parse(JSON.stringify(object)) as Values,
    protect: false,
  };
}
