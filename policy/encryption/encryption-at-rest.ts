import type { Rule } from "../rule";
import { AT_REST } from "./at-rest.table";
import { judgedBy } from "../requirement";

export const encryptionAtRest: Rule = {
  id: "encryption-at-rest",
  family: "encryption",
  title: "Encrypt data where it is stored",
  severity: "critical",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-28(1)" }],
  why: "A copied disk, snapshot or object of an unencrypted store can be read by whoever holds it, without any permission to the store itself.",
  remedy:
    "Set the input that the message names. Most stores can only be encrypted when they are made, so say it from the start.",
  exemptions: [],
  ...judgedBy(AT_REST),
};
