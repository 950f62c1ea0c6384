import type { Rule } from "../rule";
import { KEYS } from "./keys.table";
import { judgedBy } from "../requirement";

export const customerKey: Rule = {
  id: "customer-key",
  family: "encryption",
  title: "Encrypt with a KMS key of ours",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "SC-12" },
    { framework: "NIST SP 800-53", control: "SC-28(1)" },
  ],
  why: "Only a key of ours has a policy of ours: who may decrypt can be limited, seen in the trail, and ended by disabling one key. The provider's own keys allow none of that.",
  remedy: "Pass the ARN of the key that belongs to the kind of data, not its alias under alias/aws/.",
  exemptions: [],
  ...judgedBy(KEYS),
};
