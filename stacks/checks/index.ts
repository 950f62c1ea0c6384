import type { Config } from "../schema";
import { access } from "./access";
import { account } from "./account";
import { cluster } from "./cluster";
import { disks } from "./disks";
import { domains } from "./domains";
import { labels } from "./labels";
import { nodePools } from "./node-pools";
import { ranges } from "./ranges";
import { room } from "./room";
import type { Check } from "./subject";
import { zones } from "./zones";

/** Types a check by what it reads, and forgets the type: the list runs each with those parts at least. */
function check<Key extends keyof Config>(reads: readonly Key[], run: Check<Key>["run"]): Check {
  return { reads, run };
}

/** Every check, in the order in which their problems are told. */
export const CHECKS: readonly Check[] = [
  check(["environment", "region"], account),
  check(["environment", "domain", "network"], domains),
  check(["environment", "region", "network"], zones),
  check(["environment", "network"], ranges),
  check(["nodeCount", "cluster", "nodePools"], nodePools),
  check(["nodePools"], labels),
  check(["nodePools"], disks),
  check(["network", "cluster", "nodePools"], room),
  check(["cluster"], cluster),
  check(["access"], access),
];
