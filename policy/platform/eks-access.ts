import { judgedBy, need, no, notTrue, oneOf, type Requirement } from "../requirement";
import type { Rule } from "../rule";
import { EKS, EKS_COMPONENT } from "./eks-cluster";

const RESOURCE: readonly Requirement[] = [
  need("accessConfig.authenticationMode", oneOf("API")),
  // Whoever creates a cluster would be its administrator for ever, and stand in no access entry.
  need("accessConfig.bootstrapClusterCreatorAdminPermissions", no),
];
const COMPONENT: readonly Requirement[] = [
  need("authenticationMode", oneOf("API")),
  need("nodeAssociatePublicIpAddress", notTrue),
];

export const eksAccess: Rule = {
  id: "eks-access-entries",
  family: "platform",
  title: "Let people into the cluster by access entries only",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "4.1.7" },
    { framework: "CIS EKS Benchmark", control: "5.4.3" },
    { framework: "NIST SP 800-53", control: "AC-2" },
  ],
  why: "The config map of older clusters can be edited by whoever can write to kube-system, is seen by no audit of AWS, and locks everyone out when it is broken.",
  remedy: 'Set the authentication mode to "API" and give each role an access entry.',
  exemptions: [],
  ...judgedBy({ [EKS]: RESOURCE, [EKS_COMPONENT]: COMPONENT }),
};
