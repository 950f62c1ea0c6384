import { AWS_ADDONS } from "./aws-addons";
import { judged } from "../pod-security/at";
import { named, specOf } from "../pod-security/pod";
import type { Rule } from "../rule";
import { isLongRunning, judgesPods } from "./pods";

const PROBES = [
  ["readinessProbe", "when it can take requests"],
  ["livenessProbe", "when it has to be started again"],
] as const;

const absent = (value: unknown): boolean => value === undefined || value === null;

export const probes: Rule = {
  id: "container-probes",
  family: "platform",
  title: "Let long-running containers say whether they are ready and alive",
  severity: "medium",
  enforcement: "advisory",
  controls: [{ framework: "NIST SP 800-53", control: "SI-13" }],
  why: "A rollout waits for readiness and nothing else: without it a broken version replaces a good one, and a hung program stays hung.",
  remedy: "Add a readinessProbe and a livenessProbe; where the chart has none, say so in an exemption.",
  exemptions: [AWS_ADDONS],
  ...judgesPods((pod, subject) =>
    !isLongRunning(subject)
      ? []
      : specOf(pod)
          .get("containers")
          .items()
          .flatMap((container) =>
            container.unknown
              ? [{ kind: "unknown" as const, path: container.path }]
              : PROBES.flatMap(([probe, when]) =>
                  judged(
                    container.get(probe),
                    absent,
                    `Add a ${probe} to ${named(container)}: nothing says ${when}.`,
                  ),
                ),
          ),
  ),
  admission: {
    offenders:
      "object.kind in ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'] ? variables.pod.containers.filter(c, !has(c.readinessProbe) || !has(c.livenessProbe)).map(c, c.name) : []",
    message: "long-running containers must have a readinessProbe and a livenessProbe",
  },
};
