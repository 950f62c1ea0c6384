import * as pulumi from "@pulumi/pulumi";
import { parseSettings, type StackConfig } from "./parse";
import { SettingsError } from "./problems";
import type { Settings } from "./resolve";
import { decode } from "./stack-config";

export { parseSettings, type StackConfig } from "./parse";
export { type Problem, SettingsError } from "./problems";
export type { NodePool, Settings } from "./resolve";
export { type Environment, ENVIRONMENTS } from "./schema/environment";
export { type Tier, TIERS } from "./schema/network";

/**
 * The settings of the stack that is running.
 *
 * @throws pulumi.RunError, which Pulumi prints without a stack trace, listing every problem of the settings.
 */
export function loadSettings(source: StackConfig = running()): Settings {
  try {
    return parseSettings(source);
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

function running(): StackConfig {
  const all = pulumi.runtime.allConfig();
  return decode(pulumi.getStack(), all, Object.keys(all).filter(isSecret));
}

/** Whether the stack encrypts that key. The SDK knows, but keeps the question out of its types. */
function isSecret(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? false;
}
