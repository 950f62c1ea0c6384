import { UNKNOWN, type Rule, type Value } from "../rule";
import { shown } from "../values";

/** A version with all of its parts, with or without what comes before and after; no range. */
const EXACT = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;

/** A chart that is a file is what it is. */
function isFile(chart: Value): boolean {
  return typeof chart === "string" && /^\.{0,2}\/|\.tgz$/.test(chart);
}

export const chartVersion: Rule = {
  id: "chart-exact-version",
  family: "platform",
  title: "Pin every chart to an exact version",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "CM-2" }],
  why: "A chart without a version, or with a range, installs something else on the day its publisher releases.",
  remedy: "Write the version in full, from the project's table of charts.",
  exemptions: [],
  types: ["kubernetes:helm.sh/v3:Chart", "kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"],
  judge: ({ inputs, name }) => {
    const { chart, version } = inputs;
    if (typeof version === "string" && EXACT.test(version)) return [];
    if (isFile(chart)) return [];
    if (version === UNKNOWN) return [{ kind: "unknown", path: "version" }];
    if (chart === UNKNOWN) return [{ kind: "unknown", path: "chart" }];
    const message = `Set version of chart ${name} to an exact version; it is ${shown(version)}.`;
    return [{ kind: "violation", path: "version", message }];
  },
};
