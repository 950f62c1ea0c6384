import type { Rule } from "../rule";
import { IN_TRANSIT } from "./in-transit.table";
import { judgedBy } from "../requirement";

export const tlsInTransit: Rule = {
  id: "tls-in-transit",
  family: "encryption",
  title: "Carry data in TLS 1.2 or newer",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "SC-8(1)" },
    { framework: "NIST SP 800-53", control: "SC-23" },
  ],
  why: "Older versions of TLS have known attacks, and what travels in plain text can be read and changed on the way.",
  remedy: "Set the input that the message names to a policy, version or mode of TLS 1.2 or newer.",
  exemptions: [],
  ...judgedBy(IN_TRANSIT),
};
