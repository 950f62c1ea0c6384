import { awsTable, awsType, judgedBy, need, oneOf, type Requirement, type Want } from "../requirement";
import { UNKNOWN, type Rule, type Values } from "../rule";
import { isValues } from "../values";

/** One hop ends at the instance; what is left out is one, or whatever the account says. */
const ONE_HOP: Want = {
  accepts: (hops) => hops === undefined || hops === null || hops === 1,
  set: "to 1",
  show: true,
};

function required(prefix: string): Requirement[] {
  return [need(`${prefix}httpTokens`, oneOf("required")), need(`${prefix}httpPutResponseHopLimit`, ONE_HOP)];
}

const NODE_GROUP = awsType("eks/NodeGroup");
/** The template that EKS makes for a group without one allows two hops. */
const OWN_TEMPLATE: Want = {
  accepts: (template) => isValues(template),
  set: "to a launch template of ours",
  show: false,
};

const IN_OPTIONS = required("metadataOptions.");
const TYPES = awsTable({
  "ec2/Instance": IN_OPTIONS,
  "ec2/LaunchConfiguration": IN_OPTIONS,
  "ec2/LaunchTemplate": IN_OPTIONS,
  "ec2/SpotInstanceRequest": IN_OPTIONS,
  "ec2/InstanceMetadataDefaults": required(""),
  "eks/NodeGroup": [need("launchTemplate", OWN_TEMPLATE)],
  "imagebuilder/InfrastructureConfiguration": required("instanceMetadataOptions."),
});

function corrected(options: Values): Values | undefined {
  if (options.httpTokens === UNKNOWN || options.httpTokens === "required") return undefined;
  return { ...options, httpTokens: "required" };
}

export const instanceMetadata: Rule = {
  id: "instance-metadata-v2",
  family: "platform",
  title: "Require tokens for instance metadata, within one hop",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "AC-6" },
    { framework: "NIST SP 800-53", control: "IA-5" },
  ],
  why: "Without tokens, one forged request from a program on the instance reads the instance's credentials; with more than one hop, so does any pod.",
  remedy:
    'Set httpTokens to "required" and httpPutResponseHopLimit to 1. Pods take credentials from Pod Identity, not from the node.',
  exemptions: [],
  ...judgedBy(TYPES),
  remediate: ({ type, inputs }) => {
    if (type === NODE_GROUP) return undefined;
    const key = type.startsWith("aws:imagebuilder/") ? "instanceMetadataOptions" : "metadataOptions";
    if (type.startsWith("aws:ec2/instanceMetadataDefaults:")) return corrected(inputs);
    const options = inputs[key];
    if (options === UNKNOWN) return undefined;
    const better = corrected(isValues(options) ? options : {});
    return better && { ...inputs, [key]: better };
  },
};
