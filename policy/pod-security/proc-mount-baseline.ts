import { nist, podRule, standard, unless } from "./control";
import { hostUsersOf } from "./pod";
import { checkProcMount, PROC_MOUNT_REMEDY, PROC_MOUNT_WHY } from "./proc-mount";

/** Pod Security Standards, baseline: /proc mount type; free in a user namespace of the pod's own (1.35). */
export const procMountBaseline = podRule({
  id: "pod-proc-mount-baseline",
  title: "Mask /proc, unless the pod has a user namespace of its own",
  severity: "high",
  controls: [standard("baseline: /proc Mount Type"), nist("SC-39")],
  why: PROC_MOUNT_WHY,
  remedy: PROC_MOUNT_REMEDY,
  levels: ["baseline"],
  standard: true,
  check: (pod) => unless(hostUsersOf(pod), false, checkProcMount(pod)),
});
