import { PolicyPack } from "@pulumi/policy";
import { checkConfigs } from "./config-files";
import { policies } from "./policies";
import { rules } from "./rules";
import { deserialiseOnce } from "./once";
import { checkedTable } from "./table";

deserialiseOnce();
const now = new Date();
checkedTable(rules, now);
checkConfigs(rules, now);

/** Registers every rule of the table with CrossGuard; the runner serves it to the engine. */
export const pack = new PolicyPack("intelliguard", {
  displayName: "IntelliGuard",
  description: "Pod security, encryption and platform rules of IntelliGuard on AWS.",
  provider: "aws",
  tags: ["kubernetes", "pod-security", "encryption"],
  policies: policies(rules),
});
