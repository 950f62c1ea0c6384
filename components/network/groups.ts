import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "./network";
import { GROUP_TEXTS, type GroupKey, GROUPS, placeRules, SECURITY_RULES } from "./security-rules";

/** Security groups by key. */
export type Groups = Readonly<Record<GroupKey, aws.ec2.SecurityGroup>>;

/**
 * Places every security group and its rules, each rule a resource of its own. Groups have generated names, because a
 * group that must be replaced stands beside its successor until all interfaces have moved.
 */
export function placeGroups(
  name: string,
  args: NetworkArgs,
  vpcId: pulumi.Output<string>,
  child: { readonly parent: pulumi.Resource },
): Groups {
  const groups = Object.fromEntries(
    GROUPS.map((key) => {
      const { name: label, description } = GROUP_TEXTS[key];
      // Karpenter gives its nodes the group that carries this tag.
      const found = key === "node" ? { "karpenter.sh/discovery": args.clusterName } : {};
      const tags = { Name: label, ...found };
      const group = new aws.ec2.SecurityGroup(`${name}-${key}`, { vpcId, description, tags }, child);
      return [key, group];
    }),
  ) as Record<GroupKey, aws.ec2.SecurityGroup>;

  for (const rule of placeRules(SECURITY_RULES, args)) {
    const { peer, protocol, ports } = rule;
    const inputs = {
      securityGroupId: groups[rule.group].id,
      description: rule.description,
      ipProtocol: protocol === "all" ? "-1" : protocol,
      ...(ports === undefined ? {} : { fromPort: ports[0], toPort: ports[1] }),
      ...("group" in peer ? { referencedSecurityGroupId: groups[peer.group].id } : { cidrIpv4: peer.cidr }),
    };
    if (rule.direction === "ingress") {
      new aws.vpc.SecurityGroupIngressRule(`${name}-${rule.name}`, inputs, child);
    } else {
      new aws.vpc.SecurityGroupEgressRule(`${name}-${rule.name}`, inputs, child);
    }
  }
  return groups;
}
