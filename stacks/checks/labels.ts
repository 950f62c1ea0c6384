import type { Problem } from "../problems";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

const NAME = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Prefixes whose labels kubelet and EKS set themselves; EKS refuses them on a node group. */
const TAKEN = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)$/;

/** Labels and taints of the nodes are what Kubernetes accepts. */
export function labels({ config }: Subject<"nodePools">): Problem[] {
  return Object.entries(config.nodePools).flatMap(([name, { labels: own, taints }]) => [
    ...Object.entries(own).flatMap(([key, value]) => label(["nodePools", name, "labels", key], key, value)),
    ...taints.flatMap(({ key, value }, index) => label(["nodePools", name, "taints", index], key, value)),
  ]);
}

function label(path: readonly PropertyKey[], key: string, value: string): Problem[] {
  const parts = key.split("/");
  const [name = "", prefix] = parts.reverse();
  const valid = parts.length <= 2 && NAME.test(name) && (prefix === undefined || PREFIX.test(prefix));
  const problems: Problem[] = [];
  if (!valid) {
    const remedy = "write up to 63 letters, digits, '-', '_' and '.', with an optional domain and '/' before";
    problems.push({
      key: keyOf(path),
      value: key,
      problem: "not a label key that Kubernetes accepts",
      remedy,
    });
  }
  if (prefix !== undefined && TAKEN.test(prefix)) {
    const remedy = "choose a key without that domain";
    problems.push({
      key: keyOf(path),
      value: key,
      problem: "a key that Kubernetes keeps for itself",
      remedy,
    });
  }
  if (value !== "" && !NAME.test(value)) {
    const remedy =
      "write up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";
    problems.push({ key: keyOf(path), value, problem: "not a label value that Kubernetes accepts", remedy });
  }
  return problems;
}
