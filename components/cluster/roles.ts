import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TrustPolicy } from "./policies";

/** A role to place. */
export interface RolePlan {
  /** What it is for, as the console shows it. */
  readonly description: string;
  readonly trust: TrustPolicy;
  /** Paths of AWS managed policies, for example `AmazonEKSClusterPolicy`. */
  readonly managed: readonly string[];
  /** Inline policies by short name, as JSON. */
  readonly inline?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A role with what must exist before anything can rely on it. */
export interface PlacedRole {
  readonly role: aws.iam.Role;
  /** Its policies. What uses the role waits for them, and goes before them when all is taken down. */
  readonly policies: readonly pulumi.CustomResource[];
}

/** Places a role and its policies; the last part of a managed policy's path names the attachment. */
export function placeRole(
  name: string,
  { description, trust, managed, inline = {} }: RolePlan,
  child: { readonly parent: pulumi.Resource },
): PlacedRole {
  const role = new aws.iam.Role(name, { description, assumeRolePolicy: JSON.stringify(trust) }, child);
  const attachments = managed.map((path) => {
    const policyArn = `arn:aws:iam::aws:policy/${path}`;
    const short = path.slice(path.lastIndexOf("/") + 1);
    return new aws.iam.RolePolicyAttachment(`${name}-${short}`, { role: role.name, policyArn }, child);
  });
  const inlines = Object.entries(inline).map(
    ([short, policy]) => new aws.iam.RolePolicy(`${name}-${short}`, { role: role.name, policy }, child),
  );
  return { role, policies: [...attachments, ...inlines] };
}
