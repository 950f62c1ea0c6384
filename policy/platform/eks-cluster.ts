/** The cluster, as a resource of its own and as the component that makes one. */
export const EKS = "aws:eks/cluster:Cluster";
export const EKS_COMPONENT = "eks:index:Cluster";
