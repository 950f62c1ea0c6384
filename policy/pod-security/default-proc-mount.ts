import { nist, podRule, standard } from "./control";
import { checkProcMount, PROC_MOUNT_REMEDY, PROC_MOUNT_WHY } from "./proc-mount";

/**
 * `allowedProcMountTypes: [Default]` of the document (section 2, Pod Security Standards): where the standards relent or
 * do not look, in baseline and privileged namespaces.
 */
export const defaultProcMount = podRule({
  id: "pod-default-proc-mount",
  title: "Mount /proc as it is by default, in every namespace",
  severity: "medium",
  controls: [standard("baseline: /proc Mount Type"), nist("SC-39")],
  why: `${PROC_MOUNT_WHY} The document allows the default alone.`,
  remedy: PROC_MOUNT_REMEDY,
  levels: ["privileged", "baseline"],
  standard: false,
  check: checkProcMount,
  admission: {
    offenders:
      "variables.containers.filter(c, has(c.securityContext) && has(c.securityContext.procMount) && c.securityContext.procMount != 'Default').map(c, c.name)",
    message: "containers must not set securityContext.procMount to anything but Default",
    levels: ["privileged", "baseline"],
  },
});
