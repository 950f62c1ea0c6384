import { namespaceOf } from "../exemptions";
import type { Subject, Value } from "../rule";
import { At } from "./at";
import { completed } from "./completed";
import { hiddenPods, isChart } from "./hidden";
import type { Pod } from "./pod";

/** A pod that a resource carries, with the way back to the resource's own paths. */
export interface Carried {
  readonly pod: Pod;
  /** The namespace it will run in; UNKNOWN while that is not known. */
  readonly namespace: Value;
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

function workloadPods(subject: Subject, kind: string, patch: boolean, list: boolean): Carried[] {
  const root = new At(subject.inputs, "");
  const objects = list ? root.get("items").items() : [root];
  return objects.map((object) => {
    const own = object.in("metadata", "namespace");
    const namespace = own.absent ? namespaceOf(subject) : own.value;
    return podOf(object, kind, patch, namespace);
  });
}

const known = new WeakMap<Subject, readonly Carried[]>();

/** Every pod that a resource carries: as itself, as a template, in a list, or in the values of a chart. */
export function podsOf(subject: Subject): readonly Carried[] {
  if (!subject.type.startsWith("kubernetes:")) return [];
  const found = known.get(subject);
  if (found !== undefined) return found;
  const match = WORKLOAD.exec(subject.type);
  const [, kind, patch, list] = match ?? [];
  const made =
    kind !== undefined
      ? workloadPods(subject, kind, patch !== undefined, list !== undefined)
      : isChart(subject.type)
        ? hiddenPods(subject)
        : [];
  known.set(subject, made);
  return made;
}
