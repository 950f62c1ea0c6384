import type { AccessLevel } from "./args";

const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;

/**
 * The access policy of each level, for the whole cluster. A deployer makes CRDs, cluster roles and webhooks, which
 * nothing less than cluster administration allows; it is a level of its own so that a reader sees who is who.
 * The viewer's policy shows no secrets, unlike `AmazonEKSAdminViewPolicy`.
 */
export const ACCESS_POLICIES: Readonly<Record<AccessLevel, string>> = {
  admin: policy("AmazonEKSClusterAdminPolicy"),
  deployer: policy("AmazonEKSClusterAdminPolicy"),
  viewer: policy("AmazonEKSViewPolicy"),
};
