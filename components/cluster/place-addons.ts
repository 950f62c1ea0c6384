import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AddonName, type AddonPlan, ADDONS, configuration } from "./addons";
import type { EksClusterArgs } from "./args";
import { podIdentityTrust, volumesKeyUse } from "./policies";
import { type PlacedRole, placeRole, type RolePlan } from "./roles";

/** Add-ons by name, as far as they have been placed. */
export type PlacedAddons = ReadonlyMap<AddonName, aws.eks.Addon>;

/** Where add-ons go. */
export interface AddonContext {
  readonly parent: pulumi.Resource;
  readonly clusterName: pulumi.Output<string>;
}

/** The service account of an add-on that calls AWS, and the policies that it needs. */
interface Identity {
  readonly serviceAccount: string;
  readonly plan: (args: EksClusterArgs) => Omit<RolePlan, "trust">;
}

/** Add-ons with AWS permissions of their own; the nodes' role has none of them. */
const IDENTITIES: Partial<Record<AddonName, Identity>> = {
  "vpc-cni": {
    serviceAccount: "aws-node",
    plan: () => ({
      description: "Network interfaces and addresses of pods",
      managed: ["AmazonEKS_CNI_Policy"],
    }),
  },
  "aws-ebs-csi-driver": {
    serviceAccount: "ebs-csi-controller-sa",
    plan: ({ volumesKeyArn }) => ({
      description: "Volumes and snapshots of claims",
      // Its second version: nothing but volumes and snapshots that the driver made itself.
      managed: ["AmazonEBSCSIDriverPolicyV2"],
      inline: { key: pulumi.jsonStringify(volumesKeyUse(volumesKeyArn)) },
    }),
  },
};

function placeIdentity(
  name: string,
  addon: AddonName,
  { serviceAccount, plan }: Identity,
  args: EksClusterArgs,
  child: { readonly parent: pulumi.Resource },
): PlacedRole {
  const { accountId, clusterName } = args;
  const trust = podIdentityTrust({ accountId, clusterName, namespace: "kube-system", name: serviceAccount });
  return placeRole(`${name}-${addon}`, { ...plan(args), trust }, child);
}

/** The exact version asked for, or the one that EKS installs by default on the cluster's version. */
function version(addonName: AddonName, args: EksClusterArgs, parent: pulumi.Resource): pulumi.Input<string> {
  const exact = args.addonVersions?.[addonName];
  if (exact !== undefined) return exact;
  return aws.eks.getAddonVersionOutput({ addonName, kubernetesVersion: args.version }, { parent }).version;
}

function placeAddon(
  name: string,
  addon: AddonName,
  args: EksClusterArgs,
  { parent, clusterName }: AddonContext,
  dependsOn: readonly pulumi.Resource[],
): aws.eks.Addon {
  const settings = configuration(addon, args);
  const identity = IDENTITIES[addon];
  const placed = identity && placeIdentity(name, addon, identity, args, { parent });
  return new aws.eks.Addon(
    `${name}-${addon}`,
    {
      clusterName,
      addonName: addon,
      addonVersion: version(addon, args, parent),
      ...(settings && { configurationValues: JSON.stringify(settings) }),
      ...(identity &&
        placed && {
          podIdentityAssociations: [{ serviceAccount: identity.serviceAccount, roleArn: placed.role.arn }],
        }),
      // The program is the truth: what somebody edited by hand goes back to what stands here.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: false,
      tags: { Name: `${args.clusterName}-${addon}` },
    },
    { parent, dependsOn: [...dependsOn, ...(placed?.policies ?? [])] },
  );
}

/** Places the add-ons of a phase in their order, each after `dependsOn` and the add-ons that it waits for. */
export function placeAddons(
  name: string,
  phase: AddonPlan["phase"],
  args: EksClusterArgs,
  context: AddonContext,
  dependsOn: readonly pulumi.Resource[] = [],
): PlacedAddons {
  const placed = new Map<AddonName, aws.eks.Addon>();
  for (const plan of ADDONS.filter((each) => each.phase === phase)) {
    const before = plan.after.flatMap((each) => placed.get(each) ?? []);
    placed.set(plan.name, placeAddon(name, plan.name, args, context, [...dependsOn, ...before]));
  }
  return placed;
}
