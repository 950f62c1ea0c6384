import type { Finding, Value } from "../rule";
import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { annotationsOf, containersOf, specOf, type Pod } from "./pod";

const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

function badAnnotation(value: Value): boolean {
  return (
    typeof value === "string" &&
    value !== "" &&
    value !== "runtime/default" &&
    !value.startsWith("localhost/")
  );
}

function checkAnnotations(pod: Pod): Finding[] {
  const annotations = annotationsOf(pod);
  if (annotations.unknown) return [{ kind: "unknown", path: annotations.path }];
  return annotations
    .fields()
    .filter(([key]) => key.startsWith(ANNOTATION))
    .flatMap(([, at]) => judged(at, badAnnotation, "must be runtime/default or localhost/*"));
}

function checkProfiles(pod: Pod): Finding[] {
  return [specOf(pod), ...containersOf(pod)].flatMap((holder): Finding[] => {
    const profile = holder.in("securityContext", "appArmorProfile");
    if (profile.unknown) return [{ kind: "unknown", path: profile.path }];
    if (profile.absent) return [];
    return judged(
      profile.get("type"),
      (value) => value !== "RuntimeDefault" && value !== "Localhost",
      "must be RuntimeDefault or Localhost",
    );
  });
}

/** Pod Security Standards, baseline: AppArmor. */
export const appArmor = podRule({
  id: "pod-apparmor",
  title: "Leave AppArmor on",
  severity: "medium",
  controls: [standard("baseline: AppArmor"), nist("AC-3")],
  why: "An unconfined container lacks the runtime's own barrier against writing to kernel interfaces.",
  remedy: "Remove the AppArmor profile, or set its type to RuntimeDefault or Localhost.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) => [...checkProfiles(pod), ...checkAnnotations(pod)],
});
