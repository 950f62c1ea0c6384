import type { Finding } from "../rule";
import { violation, type At } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, named, specOf, type Pod } from "./pod";
import { componentExpression, isNoComponent, SYSTEM_COMPONENTS } from "./system-components";

const FREE = SYSTEM_COMPONENTS.filter(({ hostPaths }) => hostPaths);

/** Whether a path is /var/log or beneath it. */
function isLogPath(path: unknown): boolean {
  return typeof path === "string" && /^\/var\/log(\/|$)/.test(path) && !path.split("/").includes("..");
}

/** What is wrong with one mount, if it is the volume's. */
function checkMount(container: At, mount: At, volume: At): Finding[] {
  const readOnly = mount.get("readOnly");
  if (readOnly.value === true) return [];
  const [ours, theirs] = [volume.get("name"), mount.get("name")];
  const undecided = [theirs, ours].find((name) => name.unknown);
  if (undecided !== undefined) return [{ kind: "unknown", path: undecided.path }];
  if (ours.value !== theirs.value) return [];
  if (readOnly.unknown) return [{ kind: "unknown", path: readOnly.path }];
  return [violation(readOnly, `${named(container)} must mount the node's files read-only`)];
}

/** Every mount of a volume that could be written through; `recursiveReadOnly` does not matter for that. */
function writableMounts(pod: Pod, volume: At): Finding[] {
  return containersOf(pod).flatMap((container) =>
    container
      .get("volumeMounts")
      .items()
      .flatMap((mount) => checkMount(container, mount, volume)),
  );
}

function check(pod: Pod): Finding[] {
  return specOf(pod)
    .get("volumes")
    .items()
    .flatMap((volume): Finding[] => {
      const hostPath = volume.get("hostPath");
      if (hostPath.absent) return [];
      const path = hostPath.get("path");
      if (path.unknown) return [{ kind: "unknown", path: path.path }];
      return isLogPath(path.value)
        ? writableMounts(pod, volume)
        : [violation(path, "must be /var/log or beneath it")];
    });
}

/** `allowedHostPaths: /var/log, read-only` of the document (section 2, Pod Security Standards). */
export const logHostPaths = podRule({
  id: "pod-log-host-paths",
  title: "Mount of the node no more than /var/log, read-only",
  severity: "high",
  controls: [standard("baseline: HostPath Volumes"), nist("AC-6"), nist("SC-4")],
  why: "Where the standards allow every host path, the document allows the logs alone.",
  remedy:
    "Mount /var/log with readOnly: true and nothing else, or name the component in the table of system components.",
  levels: ["privileged"],
  standard: false,
  applies: (carried) => isNoComponent(carried, FREE),
  check,
  admission: {
    offenders: [
      `${componentExpression(FREE)} || !has(variables.pod.volumes) ? [] :`,
      "variables.pod.volumes.filter(v, has(v.hostPath) && (",
      "!(v.hostPath.path == '/var/log' || v.hostPath.path.startsWith('/var/log/')) ||",
      "v.hostPath.path.split('/').exists(part, part == '..') ||",
      "variables.containers.exists(c, has(c.volumeMounts) && c.volumeMounts.exists(m,",
      "m.name == v.name && !(has(m.readOnly) && m.readOnly)))",
      ")).map(v, v.name)",
    ].join(" "),
    message: "hostPath volumes must be /var/log or beneath it, mounted read-only",
    levels: ["privileged"],
  },
});
