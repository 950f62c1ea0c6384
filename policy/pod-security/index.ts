import type { Rule } from "../rule";
import { hostNamespaces } from "./host-namespaces";
import { hostPathVolumes } from "./host-path-volumes";
import { privilegeEscalation } from "./privilege-escalation";
import { privileged } from "./privileged";
import { runAsNonRoot } from "./run-as-non-root";

export const podRules = [hostNamespaces, hostPathVolumes, privileged, privilegeEscalation, runAsNonRoot];

/** The pod security family. */
export const rules: readonly Rule[] = podRules;
