import type { Finding, Value } from "../rule";
import { judged, violation, type At } from "./at";
import { containersOf, named, specOf, type Pod } from "./pod";

/** What is wrong with a profile that is there, by the types that are allowed. */
function checkProfile(profile: At, allowed: readonly Value[]): Finding[] {
  if (profile.unknown) return [{ kind: "unknown", path: profile.path }];
  if (profile.absent) return [];
  return judged(
    profile.get("type"),
    (value) => !allowed.includes(value),
    `must be ${allowed.map(String).join(" or ")}`,
  );
}

/**
 * Checks the seccomp profile of a pod and its containers.
 *
 * @param allowed the types that are fine
 * @param needed whether each container must have a profile, of its own or the pod's
 */
export function checkSeccomp(pod: Pod, allowed: readonly string[], needed: boolean): Finding[] {
  const ofPod = specOf(pod).in("securityContext", "seccompProfile");
  const podFindings = checkProfile(ofPod, allowed);
  const ofContainers = containersOf(pod).flatMap((container) => {
    const own = container.in("securityContext", "seccompProfile");
    if (!own.absent) return checkProfile(own, allowed);
    // The pod's profile stands for theirs, and has been judged above.
    if (!needed || !ofPod.absent) return [];
    return [violation(own, `${named(container)} or the pod must set it to ${allowed.join(" or ")}`)];
  });
  return [...podFindings, ...ofContainers];
}

export const SECCOMP_WHY =
  "Without a filter a container may call the whole kernel, including the calls that break out of containers.";
