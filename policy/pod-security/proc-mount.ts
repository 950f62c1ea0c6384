import type { Finding } from "../rule";
import { judged } from "./at";
import { containersOf, named, type Pod } from "./pod";

const DEFAULT: ReadonlySet<unknown> = new Set([undefined, null, "Default"]);

/** Every container whose /proc is not the default. */
export function checkProcMount(pod: Pod): Finding[] {
  return containersOf(pod).flatMap((container) =>
    judged(
      container.in("securityContext", "procMount"),
      (value) => !DEFAULT.has(value),
      `${named(container)} must have the default /proc`,
    ),
  );
}

export const PROC_MOUNT_WHY = "The masked parts of /proc change the kernel and tell about other processes.";
export const PROC_MOUNT_REMEDY = "Remove securityContext.procMount, or set it to Default.";
