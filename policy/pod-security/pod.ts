import type { Value } from "../rule";
import { At } from "./at";

/** A pod, or the template of one. */
export interface Pod {
  readonly metadata: Value;
  readonly spec: Value;
}

export function specOf(pod: Pod): At {
  return new At(pod.spec, "spec");
}

export function annotationsOf(pod: Pod): At {
  return new At(pod.metadata, "metadata").get("annotations");
}

/** Every container, of all three lists; native sidecars are init containers that stay. */
export function containersOf(pod: Pod): At[] {
  const spec = specOf(pod);
  // A spec that is not known yet is one place, not three.
  if (spec.unknown) return [spec];
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((list) => spec.get(list).items());
}

/** How a message calls a container. */
export function named(container: At): string {
  const name = container.get("name").value;
  return typeof name === "string" ? `container "${name}"` : "a container";
}

/** Whether the pod says that it runs on Windows, where Linux controls have no meaning; UNKNOWN stays at its place. */
export function osOf(pod: Pod): At {
  return specOf(pod).in("os", "name");
}

/** Whether the pod has a user namespace of its own: `hostUsers: false`. */
export function hostUsersOf(pod: Pod): At {
  return specOf(pod).get("hostUsers");
}
