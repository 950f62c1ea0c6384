import { podsOf, type Carried } from "../pod-security/carried";
import type { At } from "../pod-security/at";
import { specOf, type Pod } from "../pod-security/pod";
import type { Finding, Rule, Subject } from "../rule";

/** What a chart's values say about pods, and a patch of a workload, are parts of pods: too little to miss anything in. */
const PARTS = /^kubernetes:helm\.sh\/|Patch(List)?$/;

/** Every whole pod that a resource carries. */
export function wholePods(subject: Subject): readonly Carried[] {
  return PARTS.test(subject.type) ? [] : podsOf(subject);
}

/** The part of a rule that judges every whole pod. */
export function judgesPods(check: (pod: Pod, subject: Subject) => readonly Finding[]): Pick<Rule, "judge"> {
  return {
    judge: (subject) =>
      wholePods(subject).flatMap(({ pod, locate }) =>
        check(pod, subject).map((finding) => ({ ...finding, path: locate(finding.path) })),
      ),
  };
}

/** The containers that a pod is made for and those that prepare it; debugging ones come and go. */
export function ownContainers(pod: Pod): At[] {
  const spec = specOf(pod);
  if (spec.unknown) return [spec];
  return ["initContainers", "containers"].flatMap((list) => spec.get(list).items());
}

/** Kinds that keep pods running; jobs and bare pods end. */
const KEPT_RUNNING =
  /^kubernetes:apps\/v1:(Deployment|StatefulSet|DaemonSet|ReplicaSet)$|^kubernetes:core\/v1:ReplicationController$/;

export function isLongRunning({ type }: Subject): boolean {
  return KEPT_RUNNING.test(type);
}

/** A controller whose number of pods is its own to say. */
const REPLICATED = /^kubernetes:apps\/v1:(Deployment|StatefulSet)$/;

export function isReplicated({ type }: Subject): boolean {
  return REPLICATED.test(type);
}
