import { development } from "./development";
import { dr } from "./dr";
import { production } from "./production";
import type { Defaults } from "./schema";
import type { Environment } from "./schema/environment";
import { staging } from "./staging";

/** Every environment's defaults. */
export const DEFAULTS: Readonly<Record<Environment, Defaults>> = { production, staging, development, dr };
