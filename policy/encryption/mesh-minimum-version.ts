import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, shown } from "../values";

const CHARTS = [
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:helm.sh/v3:Release",
];
const VERSION = "meshMTLS.minProtocolVersion";
const NEW: readonly Value[] = ["TLSV1_2", "TLSV1_3"];

/** Whether a chart is the mesh's control plane: its name is the last part of a path or an OCI address. */
function isControlPlane(chart: Value): boolean {
  return typeof chart === "string" && /(^|\/)istiod(-[\d.]+\.tgz)?$/.test(chart);
}

function judgeVersion(config: Value, path: string, owner: string): readonly Finding[] {
  const version = at(config, VERSION);
  const place = `${path}.${VERSION}`;
  if (config === UNKNOWN) return [{ kind: "unknown", path }];
  if (version === UNKNOWN) return [{ kind: "unknown", path: place }];
  if (NEW.includes(version)) return [];
  const message = `Set ${place} of ${owner} to TLSV1_3, or to TLSV1_2; it is ${shown(version)}.`;
  return [{ kind: "violation", path: place, message }];
}

function judgeChart(subject: Subject): readonly Finding[] {
  const { chart, values } = subject.inputs;
  if (chart === UNKNOWN) return [{ kind: "unknown", path: "chart" }];
  if (!isControlPlane(chart)) return [];
  if (values === UNKNOWN) return [{ kind: "unknown", path: "values" }];
  return judgeVersion(at(values, "meshConfig"), "values.meshConfig", `chart ${subject.name}`);
}

export const meshMinimumVersion: Rule = {
  id: "mesh-minimum-version",
  family: "encryption",
  title: "State the mesh's lowest TLS version",
  severity: "medium",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-8(1)" }],
  why: "The document wants TLS 1.3 between workloads; what is not stated follows the default of whatever version of the mesh is installed next.",
  remedy: "Set meshConfig.meshMTLS.minProtocolVersion in the values of the istiod chart.",
  exemptions: [],
  types: CHARTS,
  judge: judgeChart,
};
