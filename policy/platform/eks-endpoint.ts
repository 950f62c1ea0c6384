import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { at, isTrue, listOf, shown } from "../values";
import { EKS, EKS_COMPONENT } from "./eks-cluster";
import { isWorld } from "./world";

/** The inputs, which the component has at its top and the resource in a block; both default to public. */
function inputsOf({ type }: Subject): Record<"block" | "privately" | "publicly" | "ranges", string> {
  return type === EKS
    ? {
        block: "vpcConfig",
        privately: "vpcConfig.endpointPrivateAccess",
        publicly: "vpcConfig.endpointPublicAccess",
        ranges: "vpcConfig.publicAccessCidrs",
      }
    : {
        block: "",
        privately: "endpointPrivateAccess",
        publicly: "endpointPublicAccess",
        ranges: "publicAccessCidrs",
      };
}

function judgeRanges(subject: Subject, path: string): Finding[] {
  const ranges = at(subject.inputs, path);
  if (ranges === UNKNOWN) return [{ kind: "unknown", path }];
  const stated = listOf(ranges);
  const open = stated.length === 0 || stated.some(isWorld);
  if (open) {
    const message = `Limit ${path} of ${subject.name} to stated addresses, or close the public endpoint; it is ${shown(ranges)}.`;
    return [{ kind: "violation", path, message }];
  }
  const unknown = stated.indexOf(UNKNOWN);
  return unknown < 0 ? [] : [{ kind: "unknown", path: `${path}[${unknown}]` }];
}

function judge(subject: Subject): readonly Finding[] {
  const { block, privately, publicly, ranges } = inputsOf(subject);
  if (block !== "" && subject.inputs[block] === UNKNOWN) return [{ kind: "unknown", path: block }];
  const findings: Finding[] = [];
  const inside = at(subject.inputs, privately);
  if (inside === UNKNOWN) findings.push({ kind: "unknown", path: privately });
  else if (!isTrue(inside))
    findings.push({
      kind: "violation",
      path: privately,
      message: `Set ${privately} of ${subject.name} to true; it is ${shown(inside)}.`,
    });
  const outside = at(subject.inputs, publicly);
  if (outside === false || outside === "false") return findings;
  const open = judgeRanges(subject, ranges);
  if (open.length > 0 && outside === UNKNOWN) return [...findings, { kind: "unknown", path: publicly }];
  return [...findings, ...open];
}

export const eksEndpoint: Rule = {
  id: "eks-private-endpoint",
  family: "platform",
  title: "Reach the cluster's API from inside, or from stated addresses only",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.4.1" },
    { framework: "CIS EKS Benchmark", control: "5.4.2" },
    { framework: "NIST SP 800-53", control: "SC-7" },
  ],
  why: "The API server decides everything in the cluster; open to everyone, a leaked credential or a flaw in it is enough.",
  remedy:
    "Set endpointPrivateAccess to true and endpointPublicAccess to false. For the first deployment, state the public addresses it comes from.",
  exemptions: [],
  types: [EKS, EKS_COMPONENT],
  judge,
};
