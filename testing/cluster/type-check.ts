/** What the API server's type checker says about an admission policy. */
import { setTimeout as sleep } from "node:timers/promises";

import type { Api, KubernetesObject } from "./api";
import { title } from "./apply";

interface TypeChecked {
  readonly typeChecking?: { readonly expressionWarnings?: readonly unknown[] };
}

/**
 * The expressions that do not fit the types they judge; the checker runs on its own some time after the policy is placed.
 *
 * @throws when it has not run within half a minute
 */
export async function typeWarnings(api: Api, policy: KubernetesObject): Promise<readonly unknown[]> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { body } = await api.must("GET", await api.pathTo(policy));
    const status = body.status as TypeChecked | undefined;
    if (status?.typeChecking !== undefined) return status.typeChecking.expressionWarnings ?? [];
    await sleep(100);
  }
  throw new Error(`${title(policy)} is not type-checked in time.`);
}
