import type { Finding } from "../rule";
import { judged } from "./at";
import { nist, podRule, standard, unless } from "./control";
import { containersOf, osOf, specOf, type Pod } from "./pod";

/** The user and group of pods we write ourselves. */
const NOBODY = 65534;

/** A parent that brings in objects which somebody else wrote. */
const FOREIGN = /kubernetes:(helm\.sh|yaml|kustomize)/;

function check(pod: Pod): Finding[] {
  const ofPod = specOf(pod).get("securityContext");
  return [
    ...["runAsUser", "runAsGroup", "fsGroup"].flatMap((key) =>
      judged(ofPod.get(key), (value) => value !== NOBODY, `must be ${NOBODY}`),
    ),
    ...containersOf(pod).flatMap((container) =>
      ["runAsUser", "runAsGroup"].flatMap((key) =>
        judged(
          container.in("securityContext", key),
          (value) => value !== undefined && value !== null && value !== NOBODY,
          `must be ${NOBODY}, or left to the pod`,
        ),
      ),
    ),
  ];
}

/**
 * `runAsUser`, `runAsGroup`, `fsGroup: 65534` of the document's default context (section 2, Pod Security Standards), for
 * the pods that the program writes itself; charts have users of their own and are held to being non-root.
 */
export const nobody = podRule({
  id: "pod-nobody",
  title: "Run the pods we write ourselves as nobody",
  severity: "medium",
  controls: [standard("restricted: Running as Non-root user"), nist("AC-6")],
  why: "A user that owns nothing on any node and in no image has nothing to lose to an intruder.",
  remedy: `Set runAsUser, runAsGroup and fsGroup of the pod's securityContext to ${NOBODY}, and nothing else on its containers.`,
  levels: ["baseline", "restricted"],
  standard: false,
  applies: (_, { urn }) => !FOREIGN.test(urn),
  check: (pod) => unless(osOf(pod), "windows", check(pod)),
});
