import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, entriesOf, isTrue, objectName, shown } from "../values";

const SERVICE = "kubernetes:core/v1:Service";
const BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
/** By which the AWS controllers, newer and older, learn that a service's balancer is internal. */
const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const INTERNAL = "service.beta.kubernetes.io/aws-load-balancer-internal";

function judgeBalancer({ inputs, name, type }: Subject): readonly Finding[] {
  const { internal, loadBalancerType } = inputs;
  if (isTrue(internal)) return [];
  if (type !== CLASSIC) {
    if (loadBalancerType === UNKNOWN) return [{ kind: "unknown", path: "loadBalancerType" }];
    // An application load balancer speaks HTTP to people; what it may answer is judged elsewhere.
    if (loadBalancerType !== "network" && loadBalancerType !== "gateway") return [];
  }
  if (internal === UNKNOWN) return [{ kind: "unknown", path: "internal" }];
  const message = `Set internal of ${name} to true; it is ${shown(internal)}.`;
  return [{ kind: "violation", path: "internal", message }];
}

function judgeService(subject: Subject): readonly Finding[] {
  const type = at(subject.inputs, "spec.type");
  if (type === UNKNOWN) return [{ kind: "unknown", path: "spec.type" }];
  if (type !== "LoadBalancer") return [];
  const path = "metadata.annotations";
  const annotations = at(subject.inputs, path);
  if (annotations === UNKNOWN) return [{ kind: "unknown", path }];
  const found = new Map(entriesOf(annotations));
  const values: readonly Value[] = [found.get(SCHEME), found.get(INTERNAL)];
  if (values[0] === "internal" || isTrue(values[1])) return [];
  if (values.includes(UNKNOWN)) return [{ kind: "unknown", path: `${path}["${SCHEME}"]` }];
  const message = `Annotate service ${objectName(subject)} with ${SCHEME}: internal; it is ${shown(values[0])}.`;
  return [{ kind: "violation", path: `${path}["${SCHEME}"]`, message }];
}

export const internalLoadBalancer: Rule = {
  id: "internal-load-balancer",
  family: "platform",
  title: "Keep load balancers of data inside the VPC",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-7" }],
  why: "Network load balancers carry Redis and other protocols of data (section 3, Load Balancer); only the application load balancer is meant for the internet.",
  remedy: "Set internal to true; on a Kubernetes service, annotate the scheme internal.",
  exemptions: [],
  types: [...BALANCERS, CLASSIC, SERVICE],
  judge: (subject) => (subject.type === SERVICE ? judgeService(subject) : judgeBalancer(subject)),
};
