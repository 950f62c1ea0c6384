import type { Exemption } from "../rule";

/**
 * Pods that AWS writes and updates: EKS add-ons in kube-system. A rule that refused one would keep new nodes from
 * joining, and nobody here could change the pod.
 */
export const AWS_ADDONS: Exemption = {
  namespace: "kube-system",
  reason: "EKS add-ons: AWS writes and updates these pods, and nodes cannot join without them",
  expires: "2027-11-30",
};
