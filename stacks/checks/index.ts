import type { Problem } from "../problems";
import { access } from "./access";
import { account } from "./account";
import { cluster } from "./cluster";
import { disks } from "./disks";
import { domains } from "./domains";
import { labels } from "./labels";
import { nodePools } from "./node-pools";
import { ranges } from "./ranges";
import { room } from "./room";
import type { Subject } from "./subject";
import { zones } from "./zones";

/** Every check of a whole configuration, in the order in which their problems are told. */
export const CHECKS: readonly ((subject: Subject) => Problem[])[] = [
  account,
  domains,
  zones,
  ranges,
  nodePools,
  labels,
  disks,
  room,
  cluster,
  access,
];
