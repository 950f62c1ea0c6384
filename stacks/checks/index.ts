import type { Problem } from "../problems";
import { account } from "./account";
import type { Subject } from "./subject";

/** Every check of a whole configuration. */
export const CHECKS: readonly ((subject: Subject) => Problem[])[] = [account];
