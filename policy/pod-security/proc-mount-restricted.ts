import { nist, podRule, standard } from "./control";
import { checkProcMount, PROC_MOUNT_REMEDY, PROC_MOUNT_WHY } from "./proc-mount";

/** Pod Security Standards, restricted: /proc mount type (1.35). */
export const procMountRestricted = podRule({
  id: "pod-proc-mount-restricted",
  title: "Mask /proc in every container",
  severity: "high",
  controls: [standard("restricted: /proc Mount Type"), nist("SC-39")],
  why: PROC_MOUNT_WHY,
  remedy: PROC_MOUNT_REMEDY,
  levels: ["restricted"],
  standard: true,
  check: checkProcMount,
});
