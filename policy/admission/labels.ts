import { podSecurityLabel, type Level } from "../pod-security/levels";

/**
 * The labels that hold a namespace to a level of the Pod Security Standards: enforced, audited and warned about alike.
 *
 * @param version Kubernetes minor version whose standards apply, for example `1.35`; whatever the server has when absent
 */
export function podSecurityLabels(level: Level, version?: string): Record<string, string> {
  const modes = ["enforce", "audit", "warn"] as const;
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [podSecurityLabel(mode), level],
      [`${podSecurityLabel(mode)}-version`, version === undefined ? "latest" : `v${version}`],
    ]),
  );
}
