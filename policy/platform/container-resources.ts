import { AWS_ADDONS } from "./aws-addons";
import { judged, type At } from "../pod-security/at";
import { named, specOf } from "../pod-security/pod";
import type { Finding, Rule } from "../rule";
import { shown } from "../values";
import { judgesPods, ownContainers } from "./pods";

/**
 * What a container asks for. No limit of cpu: it would slow a program down on an idle node, and the share that others get
 * is secured by their own requests.
 */
const REQUESTED = ["cpu", "memory"] as const;

const absent = (value: unknown): boolean => value === undefined || value === null || value === "";

/** Where a limit stands without a request, the server takes the one for the other. */
function missingRequest(resources: At, resource: string, name: string): Finding[] {
  const request = resources.in("requests", resource);
  const limit = resources.in("limits", resource);
  if (!request.unknown && absent(request.value) && !absent(limit.value))
    return limit.unknown ? [{ kind: "unknown", path: limit.path }] : [];
  return judged(request, absent, `Set requests.${resource} of ${name}; it is ${shown(request.value)}.`);
}

function missing(owner: At, name: string): Finding[] {
  const resources = owner.get("resources");
  const limit = resources.in("limits", "memory");
  const findings = [
    ...REQUESTED.flatMap((resource) => missingRequest(resources, resource, name)),
    ...judged(limit, absent, `Set limits.memory of ${name}; it is ${shown(limit.value)}.`),
  ];
  // Below one unknown block all of them find the same.
  return [...new Map(findings.map((finding) => [finding.path, finding])).values()];
}

/** The same in CEL, of whatever has `resources`. */
function stated(owner: string): string {
  return [
    `has(${owner}.resources) && has(${owner}.resources.limits) && 'memory' in ${owner}.resources.limits`,
    `('cpu' in ${owner}.resources.limits || (has(${owner}.resources.requests) && 'cpu' in ${owner}.resources.requests))`,
  ].join(" && ");
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
      `${stated("variables.pod")} ? [] :`,
      "(variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : []))",
      `.filter(c, !(${stated("c")})).map(c, c.name)`,
    ].join(" "),
    message: "containers must request cpu and memory and limit memory",
  },
};
