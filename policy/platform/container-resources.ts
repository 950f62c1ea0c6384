import { AWS_ADDONS } from "./aws-addons";
import { judged, type At } from "../pod-security/at";
import { named, specOf } from "../pod-security/pod";
import type { Finding, Rule } from "../rule";
import { shown } from "../values";
import { judgesPods, ownContainers } from "./pods";

/**
 * What a container states. No limit of cpu: it would slow a program down on an idle node, and the share that others get
 * is secured by their own requests.
 */
const STATED = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "memory"],
] as const;

const absent = (value: unknown): boolean => value === undefined || value === null || value === "";

function missing(owner: At, name: string): Finding[] {
  const findings = STATED.flatMap(([kind, resource]) => {
    const at = owner.in("resources", kind, resource);
    return judged(at, absent, `Set ${kind}.${resource} of ${name}; it is ${shown(at.value)}.`);
  });
  // Below one unknown block all three find the same.
  return [...new Map(findings.map((finding) => [finding.path, finding])).values()];
}

export const containerResources: Rule = {
  id: "container-resources",
  family: "platform",
  title: "State what every container needs, and its limit of memory",
  severity: "medium",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "SC-5" },
    { framework: "NIST SP 800-53", control: "SC-6" },
  ],
  why: "Without requests the scheduler places pods blindly and the autoscaler adds no node; without a limit of memory one leak takes its neighbours down.",
  remedy:
    "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory, on the containers or on the pod.",
  exemptions: [AWS_ADDONS],
  ...judgesPods((pod) => {
    const whole = missing(specOf(pod), "the pod");
    if (whole.length === 0) return [];
    return ownContainers(pod).flatMap((container) =>
      container.path === "spec" ? [{ kind: "unknown", path: "spec" }] : missing(container, named(container)),
    );
  }),
  admission: {
    offenders: [
      "has(variables.pod.resources) && has(variables.pod.resources.requests) && has(variables.pod.resources.limits) &&",
      "'cpu' in variables.pod.resources.requests && 'memory' in variables.pod.resources.requests && 'memory' in variables.pod.resources.limits ? [] :",
      "(variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : [])).filter(c,",
      "!(has(c.resources) && has(c.resources.requests) && has(c.resources.limits) &&",
      "'cpu' in c.resources.requests && 'memory' in c.resources.requests && 'memory' in c.resources.limits)).map(c, c.name)",
    ].join(" "),
    message: "containers must request cpu and memory and limit memory",
  },
};
