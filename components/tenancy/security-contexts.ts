import type { types } from "@pulumi/kubernetes";

/** The pod's half and the container's half of one security context: Kubernetes keeps them apart. */
export interface SecurityContexts {
  /** For `spec.securityContext`. */
  readonly pod: types.input.core.v1.PodSecurityContext;
  /** For `securityContext` of every container, init containers included. */
  readonly container: types.input.core.v1.SecurityContext;
}

/** The user and group of pods that we write ourselves: nobody. */
export const NOBODY = 65534;

/** The default context (section 2, Pod Security Standards). Charts that bring their own user keep it and stay non-root. */
export const DEFAULT_CONTEXT: SecurityContexts = {
  pod: {
    runAsNonRoot: true,
    runAsUser: NOBODY,
    runAsGroup: NOBODY,
    fsGroup: NOBODY,
    seccompProfile: { type: "RuntimeDefault" },
  },
  container: {
    capabilities: { drop: ["ALL"] },
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
  },
};

/** The privileged context (section 2, Pod Security Standards): only for system components in privileged namespaces. */
export const PRIVILEGED_CONTEXT: SecurityContexts = {
  pod: {},
  container: {
    runAsUser: 0,
    privileged: true,
    allowPrivilegeEscalation: true,
    capabilities: { add: ["SYS_ADMIN", "NET_ADMIN"] },
  },
};
