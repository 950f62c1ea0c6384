import { judged } from "./at";
import { nist, podRule, standard, unless } from "./control";
import { containersOf, hostUsersOf, specOf } from "./pod";

/** Pod Security Standards, restricted: running as non-root user. */
export const runAsUser = podRule({
  id: "pod-run-as-user",
  title: "Give no pod the user id 0",
  severity: "high",
  controls: [standard("restricted: Running as Non-root user"), nist("AC-6")],
  why: "Root in a container is one kernel flaw away from root on the node.",
  remedy: "Remove runAsUser: 0, or name a user above 0 that owns the image's files.",
  levels: ["restricted"],
  standard: true,
  // A pod in a user namespace of its own may be root there (1.35).
  check: (pod) =>
    unless(
      hostUsersOf(pod),
      false,
      [specOf(pod), ...containersOf(pod)].flatMap((holder) =>
        judged(holder.in("securityContext", "runAsUser"), (value) => value === 0, "must not be 0"),
      ),
    ),
});
