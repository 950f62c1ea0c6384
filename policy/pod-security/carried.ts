import { parseAllDocuments } from "yaml";
import { namespaceOf } from "../exemptions";
import { UNKNOWN, type Subject, type Value } from "../rule";
import { At } from "./at";
import { completed } from "./completed";
import { hiddenPods, isChart } from "./hidden";
import type { Pod } from "./pod";

/** A pod that a resource carries, with the way back to the resource's own paths. */
export interface Carried {
  readonly pod: Pod;
  /** The namespace it will run in; UNKNOWN while that is not known. */
  readonly namespace: Value;
  /** Whether it is only guessed at from the values of a chart, which say nothing of its labels. */
  readonly hidden?: true;
  /** Where the namespace is written, or would be. */
  readonly namespacePath: string;
  /** The path in the resource of a path in the pod. */
  readonly locate: (path: string) => string;
}

/** Where each workload kind keeps its pod. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ["template"],
  ReplicationController: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** `kubernetes:apps/v1:DeploymentPatchList` and the like, of every version that the provider ever had. */
const WORKLOAD = new RegExp(
  `^kubernetes:(?:core|apps|batch|extensions)/[a-z0-9]+:(${Object.keys(TEMPLATES).join("|")})(Patch)?(List)?$`,
);

/** A group of manifests whose objects the provider makes itself, out of sight of the program. */
const MANIFESTS = /^kubernetes:yaml\/v\d+:ConfigGroup$/;

/** The pod of one workload object. */
function podOf(object: At, kind: string, patch: boolean, namespace: Value): Carried {
  const template = object.in(...(TEMPLATES[kind] ?? []));
  const spec = template.get("spec");
  const prefix = template.path === "" ? "" : `${template.path}.`;
  return {
    pod: {
      metadata: template.get("metadata").value,
      // A patch says only what it changes; what it leaves out is judged where the object is made.
      spec: patch ? completed(spec.value) : spec.value,
    },
    namespace,
    namespacePath: new At({}, object.path).in("metadata", "namespace").path,
    // A place that is not known yet above the pod has its own path already.
    locate: (path) =>
      template.unknown || (spec.unknown && path === spec.path) ? template.path : `${prefix}${path}`,
  };
}

/** The pod of an object, in the namespace it names or else in that of the resource around it. */
function placedPod(object: At, kind: string, patch: boolean, subject: Subject): Carried {
  const own = object.in("metadata", "namespace");
  return podOf(object, kind, patch, own.absent ? namespaceOf(subject) : own.value);
}

/** The objects that a group of manifests makes: given as objects, or as texts of YAML. */
function manifests(subject: Subject): At[] {
  const texts = new At(subject.inputs.yaml, "yaml");
  const written = typeof texts.value === "string" ? [texts] : texts.items();
  return [
    ...new At(subject.inputs.objs, "objs").items(),
    ...written.flatMap((text) =>
      typeof text.value === "string" ? documents(text.value, text.path) : text.unknown ? [text] : [],
    ),
  ].flatMap((object) => (object.get("kind").value === "List" ? object.get("items").items() : [object]));
}

/** The objects of a text of YAML; one of which nothing is known where it cannot be read, which the provider will refuse. */
function documents(text: string, path: string): At[] {
  try {
    return parseAllDocuments(text, { logLevel: "error" }).map(
      (document) => new At(document.toJS() as Value, path),
    );
  } catch {
    return [new At(UNKNOWN, path)];
  }
}

/** An object that may turn out to be anything. */
function unknownPod({ path }: At): Carried {
  const pod = { metadata: UNKNOWN, spec: UNKNOWN } as const;
  return { pod, namespace: UNKNOWN, namespacePath: path, locate: () => path };
}

/** The pods among the manifests of a group; objects of other kinds carry none. */
function manifestPods(subject: Subject): Carried[] {
  return manifests(subject).flatMap((object) => {
    const { value: version } = object.get("apiVersion");
    const { value: kind } = object.get("kind");
    // What may be a pod is a pod of which nothing is known yet.
    if (version === UNKNOWN || kind === UNKNOWN) return [unknownPod(object)];
    if (typeof version !== "string" || typeof kind !== "string") return [];
    const type = `kubernetes:${version === "v1" ? "core/v1" : version}:${kind}`;
    const [, workload, patch, list] = WORKLOAD.exec(type) ?? [];
    if (workload === undefined) return [];
    const objects = list === undefined ? [object] : object.get("items").items();
    return objects.map((one) => placedPod(one, workload, patch !== undefined, subject));
  });
}

/** The pods of one resource, by what it is. */
function carriedBy(subject: Subject): Carried[] {
  const [, kind, patch, list] = WORKLOAD.exec(subject.type) ?? [];
  const root = new At(subject.inputs, "");
  if (kind !== undefined) {
    const objects = list === undefined ? [root] : root.get("items").items();
    return objects.map((object) => placedPod(object, kind, patch !== undefined, subject));
  }
  if (MANIFESTS.test(subject.type)) return manifestPods(subject);
  return isChart(subject.type) ? hiddenPods(subject) : [];
}

const known = new WeakMap<Subject, readonly Carried[]>();

/** Every pod that a resource carries: as itself, as a template, in a list, in manifests, or in the values of a chart. */
export function podsOf(subject: Subject): readonly Carried[] {
  if (!subject.type.startsWith("kubernetes:")) return [];
  const found = known.get(subject);
  if (found !== undefined) return found;
  const made = carriedBy(subject);
  known.set(subject, made);
  return made;
}
