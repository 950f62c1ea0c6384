import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, specOf } from "./pod";

const TYPES: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
]);
const NONE: ReadonlySet<unknown> = new Set([undefined, null, ""]);

/** Pod Security Standards, baseline: SELinux. */
export const seLinux = podRule({
  id: "pod-selinux",
  title: "Keep to the container types of SELinux",
  severity: "medium",
  controls: [standard("baseline: SELinux"), nist("AC-3")],
  why: "Another type, user or role takes the container out of the confinement that separates it from the node.",
  remedy: "Remove user and role from seLinuxOptions, and take one of the container types.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    [specOf(pod), ...containersOf(pod)].flatMap((holder) => {
      const options = holder.in("securityContext", "seLinuxOptions");
      if (options.unknown) return [{ kind: "unknown", path: options.path }];
      return [
        ...judged(options.get("type"), (value) => !TYPES.has(value), "must be a container type"),
        ...judged(options.get("user"), (value) => !NONE.has(value), "must not be set"),
        ...judged(options.get("role"), (value) => !NONE.has(value), "must not be set"),
      ];
    }),
});
