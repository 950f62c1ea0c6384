import type { Finding, Rule } from "../rule";
import { appArmor } from "./apparmor";
import { capabilitiesBaseline } from "./capabilities-baseline";
import { capabilitiesRestricted } from "./capabilities-restricted";
import type { PodRule } from "./control";
import { defaultProcMount } from "./default-proc-mount";
import { documentedVolumeTypes } from "./documented-volume-types";
import { hostNamespaces } from "./host-namespaces";
import { hostPathVolumes } from "./host-path-volumes";
import { hostPorts } from "./host-ports";
import { hostProcess } from "./host-process";
import type { Level } from "./levels";
import { logHostPaths } from "./log-host-paths";
import { namespaceLabels } from "./namespace-labels";
import { namespaceRestricted } from "./namespace-restricted";
import { noSysctls } from "./no-sysctls";
import { nobody } from "./nobody";
import type { Pod } from "./pod";
import { privilegeEscalation } from "./privilege-escalation";
import { privileged } from "./privileged";
import { privilegedComponents } from "./privileged-components";
import { probeHosts } from "./probe-hosts";
import { procMountBaseline } from "./proc-mount-baseline";
import { procMountRestricted } from "./proc-mount-restricted";
import { readOnlyRoot } from "./read-only-root";
import { runAsNonRoot } from "./run-as-non-root";
import { runAsUser } from "./run-as-user";
import { seLinux } from "./selinux";
import { seccompBaseline } from "./seccomp-baseline";
import { seccompRestricted } from "./seccomp-restricted";
import { seccompRuntimeDefault } from "./seccomp-runtime-default";
import { sysctls } from "./sysctls";
import { volumeTypes } from "./volume-types";

export { podsOf, type Carried } from "./carried";
export { LEVELS, type Level } from "./levels";
export type { Pod } from "./pod";

/** Every rule that judges pods. */
export const podRules: readonly PodRule[] = [
  // Pod Security Standards, baseline.
  hostProcess,
  hostNamespaces,
  privileged,
  capabilitiesBaseline,
  hostPathVolumes,
  hostPorts,
  probeHosts,
  appArmor,
  seLinux,
  procMountBaseline,
  seccompBaseline,
  sysctls,
  // Pod Security Standards, restricted.
  volumeTypes,
  privilegeEscalation,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
  capabilitiesRestricted,
  procMountRestricted,
  // The document's own, stricter contexts.
  seccompRuntimeDefault,
  readOnlyRoot,
  documentedVolumeTypes,
  noSysctls,
  logHostPaths,
  defaultProcMount,
  nobody,
  privilegedComponents,
];

/** The pod security family. */
export const rules: readonly Rule[] = [...podRules, namespaceLabels, namespaceRestricted];

/**
 * What the Pod Security Standards say of a pod at a level, as the API server's own admission would: no finding lets it pass.
 *
 * @param pod `metadata` and `spec` as the API server sees them
 */
export function judgePod(level: Level, pod: Pod): readonly Finding[] {
  return podRules
    .filter((rule) => rule.standard && rule.levels.includes(level))
    .flatMap((rule) => rule.check(pod));
}
