import { UNKNOWN, type Finding, type Rule, type Subject, type Values } from "../rule";
import { isValues, listOf, places, shown } from "../values";
import { isWorld } from "./world";

/** Ports that may face the internet: those of the load balancer. */
const WEB: readonly number[] = [80, 443];
/** One inbound rule, wherever it is written. */
interface Opening {
  readonly path: string;
  readonly values: Values;
  /** The inputs that hold its sources. */
  readonly sources: readonly string[];
}

const LISTS = ["cidrBlocks", "ipv6CidrBlocks"];

/** The inbound rules of a resource; a path of what is not known yet in place of a rule. */
function openings({ type, inputs }: Subject): readonly (Opening | string)[] {
  switch (type) {
    case "aws:ec2/securityGroup:SecurityGroup":
    case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
      return places(inputs, "ingress[]?").flatMap(({ path, value }): (Opening | string)[] => {
        if (value === UNKNOWN) return [path];
        return isValues(value) ? [{ path: `${path}.`, values: value, sources: LISTS }] : [];
      });
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      if (inputs.type === UNKNOWN) return ["type"];
      return inputs.type === "ingress" ? [{ path: "", values: inputs, sources: LISTS }] : [];
    default:
      return [{ path: "", values: inputs, sources: ["cidrIpv4", "cidrIpv6"] }];
  }
}

/** Whether a rule opens TCP 80 or 443 and nothing else. */
function isWeb({ values }: Opening): boolean | typeof UNKNOWN {
  const protocol = values.protocol ?? values.ipProtocol;
  const { fromPort, toPort } = values;
  if ([protocol, fromPort, toPort].includes(UNKNOWN)) return UNKNOWN;
  const tcp = protocol === "tcp" || protocol === "6" || protocol === 6;
  return tcp && fromPort === toPort && WEB.includes(Number(fromPort));
}

function judgeOpening(opening: Opening, name: string): Finding[] {
  const web = isWeb(opening);
  if (web === true) return [];
  return opening.sources.flatMap((key): Finding[] => {
    const path = `${opening.path}${key}`;
    const value = opening.values[key];
    if (value === UNKNOWN) return [{ kind: "unknown", path }];
    const sources = typeof value === "string" ? [value] : listOf(value);
    const world = sources.find(isWorld);
    if (world !== undefined && web === UNKNOWN) return [{ kind: "unknown", path: `${opening.path}fromPort` }];
    if (typeof world === "string") {
      const ports = `${shown(opening.values.fromPort)} to ${shown(opening.values.toPort)}`;
      const message = `Replace ${world} in ${path} of ${name} by the network or group that needs ports ${ports}; the internet may have 80 and 443 only.`;
      return [{ kind: "violation", path, message }];
    }
    const unknown = sources.indexOf(UNKNOWN);
    return unknown < 0 ? [] : [{ kind: "unknown", path: `${path}[${unknown}]` }];
  });
}

export const openIngress: Rule = {
  id: "no-open-ingress",
  family: "platform",
  title: "Open no port but 80 and 443 to the internet",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "AC-4" },
    { framework: "NIST SP 800-53", control: "SC-7(5)" },
  ],
  why: "Ports of management and data are scanned and attacked within minutes of being open to everyone.",
  remedy:
    "Name the source: a security group, a subnet's range or a prefix list. People come in through Session Manager, which needs no open port.",
  exemptions: [],
  types: [
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  judge: (subject) =>
    openings(subject).flatMap((opening): readonly Finding[] =>
      typeof opening === "string"
        ? [{ kind: "unknown", path: opening }]
        : judgeOpening(opening, subject.name),
    ),
};
