import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, places } from "../values";

const TYPES = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];

/** Whether an action sends the caller to HTTPS; one without a protocol keeps the listener's, which is HTTP. */
function redirects(action: Value): boolean | typeof UNKNOWN {
  const parts = [at(action, "type"), at(action, "redirect.protocol")];
  if (action === UNKNOWN || parts.includes(UNKNOWN)) return UNKNOWN;
  return parts[0] === "redirect" && parts[1] === "HTTPS";
}

function judge(subject: Subject): readonly Finding[] {
  const { protocol } = subject.inputs;
  const actions = places(subject.inputs, "defaultActions[]").map((place) => ({
    ...place,
    ok: redirects(place.value),
  }));
  const plain = actions.filter(({ ok }) => ok !== true);
  if (plain.length === 0) return [];
  if (protocol === UNKNOWN) return [{ kind: "unknown", path: "protocol" }];
  // Without a protocol an application load balancer's port decides; 443 is HTTPS.
  if (protocol !== "HTTP" && !(protocol === undefined && subject.inputs.port === 80)) return [];
  return plain.map(({ path, ok }) =>
    ok === UNKNOWN
      ? { kind: "unknown", path }
      : {
          kind: "violation",
          path,
          message: `Let ${path} of ${subject.name} redirect to HTTPS: the listener speaks plain HTTP.`,
        },
  );
}

export const listener: Rule = {
  id: "listener-redirects-http",
  family: "encryption",
  title: "Answer plain HTTP with nothing but a redirect to HTTPS",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.4.5" },
    { framework: "NIST SP 800-53", control: "SC-8(1)" },
  ],
  why: "A listener that forwards plain HTTP carries credentials and data in the clear to whoever still uses the old address.",
  remedy:
    'Make the listener HTTPS with a certificate, or give it one default action of type "redirect" with redirect.protocol "HTTPS".',
  exemptions: [],
  types: TYPES,
  judge,
};
