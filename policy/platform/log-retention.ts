import { UNKNOWN, type Rule } from "../rule";
import { shown } from "../values";

const TYPE = "aws:cloudwatch/logGroup:LogGroup";
const PATH = "retentionInDays";

export const logRetention: Rule = {
  id: "log-retention",
  family: "platform",
  title: "Say how long each log is kept",
  severity: "low",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "AU-11" }],
  why: "A log group that says nothing keeps everything for ever, which costs more each month and is no decision.",
  remedy: `Set ${PATH} to the days that the purpose of the log asks for.`,
  exemptions: [],
  types: [TYPE],
  judge: ({ inputs, name }) => {
    const days = inputs[PATH];
    if (days === UNKNOWN) return [{ kind: "unknown", path: PATH }];
    if (typeof days === "number" && days > 0) return [];
    const message = `Set ${PATH} of ${name} to a number of days; it is ${shown(days)}.`;
    return [{ kind: "violation", path: PATH, message }];
  },
};
