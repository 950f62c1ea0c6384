import { judged } from "./at";
import { nist, podRule, standard } from "./control";
import { containersOf, specOf } from "./pod";

/** Pod Security Standards, baseline: HostProcess. */
export const hostProcess = podRule({
  id: "pod-host-process",
  title: "Run no Windows HostProcess container",
  severity: "critical",
  controls: [standard("baseline: HostProcess"), nist("AC-6")],
  why: "A HostProcess container has the rights of a process of the Windows node itself.",
  remedy: "Remove securityContext.windowsOptions.hostProcess from the pod and its containers.",
  levels: ["baseline", "restricted"],
  standard: true,
  check: (pod) =>
    [specOf(pod), ...containersOf(pod)].flatMap((holder) =>
      judged(
        holder.in("securityContext", "windowsOptions", "hostProcess"),
        (value) => value === true,
        "must not be true",
      ),
    ),
});
