import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, entriesOf, objectName, shown } from "../values";
import { meshTypes } from "./mesh";

/** Modes that admit plain text. `UNSET` takes the mode of the namespace or mesh, whose own policy is judged. */
const OPEN: readonly Value[] = ["PERMISSIVE", "DISABLE"];

function judge(subject: Subject): readonly Finding[] {
  const { inputs } = subject;
  if (inputs.spec === UNKNOWN) return [{ kind: "unknown", path: "spec" }];
  const ports = at(inputs, "spec.portLevelMtls");
  const modes: (readonly [string, Value])[] = [
    ["spec.mtls.mode", at(inputs, "spec.mtls.mode")],
    ...entriesOf(ports).map(
      ([port, value]) =>
        [`spec.portLevelMtls.${port}.mode`, value === UNKNOWN ? UNKNOWN : at(value, "mode")] as const,
    ),
    ...(ports === UNKNOWN ? [["spec.portLevelMtls", UNKNOWN] as const] : []),
  ];
  return modes.flatMap(([path, mode]): Finding[] => {
    if (mode === UNKNOWN) return [{ kind: "unknown", path }];
    if (!OPEN.includes(mode)) return [];
    const message = `Set ${path} of PeerAuthentication ${objectName(subject)} to STRICT; it is ${shown(mode)}.`;
    return [{ kind: "violation", path, message }];
  });
}

export const meshStrict: Rule = {
  id: "mesh-strict-mtls",
  family: "encryption",
  title: "Admit nothing but mutual TLS into the mesh",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "SC-8(1)" },
    { framework: "NIST SP 800-53", control: "IA-3" },
  ],
  why: "One PERMISSIVE policy is enough for a workload to be reached in plain text and without an identity, which every authorization policy relies on.",
  remedy:
    "Set the mode to STRICT. Scrape metrics through the agent's merged port; for a caller that cannot have a sidecar, use the gateway.",
  exemptions: [],
  types: meshTypes("security", "PeerAuthentication"),
  judge,
};
