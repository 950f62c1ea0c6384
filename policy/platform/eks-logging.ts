import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { isList, shown } from "../values";
import { EKS, EKS_COMPONENT } from "./eks-cluster";

const LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const PATH = "enabledClusterLogTypes";

function judge({ inputs, name }: Subject): readonly Finding[] {
  const enabled = inputs[PATH];
  if (enabled === UNKNOWN) return [{ kind: "unknown", path: PATH }];
  const stated = isList(enabled) ? enabled : [];
  const missing = LOGS.filter((log) => !stated.includes(log));
  if (missing.length === 0) return [];
  const unknown = stated.flatMap((log, index) => (log === UNKNOWN ? [`${PATH}[${index}]`] : []));
  // What is not known yet may still be what is missing, as far as there is room for it.
  if (unknown.length >= missing.length) return unknown.map((path) => ({ kind: "unknown", path }));
  const message = `Add ${missing.join(", ")} to ${PATH} of ${name}; it is ${shown(enabled)}.`;
  return [{ kind: "violation", path: PATH, message }];
}

export const eksLogging: Rule = {
  id: "eks-control-plane-logging",
  family: "platform",
  title: "Keep all five logs of the control plane",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "2.1.1" },
    { framework: "NIST SP 800-53", control: "AU-12" },
  ],
  why: "Who did what in the cluster is written down by the control plane or nowhere.",
  remedy: `Set ${PATH} to ${LOGS.join(", ")}.`,
  exemptions: [],
  types: [EKS, EKS_COMPONENT],
  judge,
  remediate: (subject) =>
    judge(subject).some(({ kind }) => kind === "violation") ? { ...subject.inputs, [PATH]: LOGS } : undefined,
};
