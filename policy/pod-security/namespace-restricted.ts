import type { Exemption, Rule } from "../rule";
import { At, judged } from "./at";
import { cis, nist, standard } from "./control";
import { NAMESPACE_TYPES, podSecurityLabel, saysLevel } from "./levels";
import { SYSTEM_COMPONENTS } from "./system-components";

/** The day by which the system components are looked through again. */
const REVIEW = "2027-11-30";

/** A namespace of system components is below restricted for the reason that its components are. */
function exemptions(): Exemption[] {
  const namespaces = new Map<string, string>();
  for (const { namespace, reason } of SYSTEM_COMPONENTS) {
    const said = namespaces.get(namespace);
    namespaces.set(namespace, said === undefined ? reason : `${said}; ${reason}`);
  }
  return [...namespaces].map(([namespace, reason]) => ({ namespace, reason, expires: REVIEW }));
}

/** Restricted is the level of every namespace, but for those of the system components. */
export const namespaceRestricted: Rule = {
  id: "namespace-restricted",
  family: "pod-security",
  title: "Hold every namespace to the restricted standard",
  severity: "high",
  enforcement: "mandatory",
  controls: [standard("restricted"), cis("4.2.1"), nist("AC-6"), nist("CM-6")],
  why: "What a namespace allows, every pod in it may do one day.",
  remedy: "Set its levels to restricted, or exempt the namespace with a reason and a last day.",
  exemptions: exemptions(),
  types: NAMESPACE_TYPES,
  judge: (subject) =>
    saysLevel(subject)
      ? judged(
          new At(subject.inputs.metadata, "metadata").in("labels", podSecurityLabel("enforce")),
          (value) => value === "privileged" || value === "baseline",
          "must be restricted",
        )
      : [],
};
