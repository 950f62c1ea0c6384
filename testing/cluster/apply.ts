/** Applies a plan to an API server the way the provider does, and takes it away again. */
import { setTimeout as sleep } from "node:timers/promises";

import { messageOf, type Answer, type Api, type KubernetesObject } from "./api";
import type { Planned } from "./objects";

/** Who owns the applied fields. */
const MANAGER = "intelliguard";

/** How long deletion may take, in milliseconds: namespaces are emptied first. */
const GONE_WITHIN = 120_000;

/** How often a patch looks for its object: for half a minute, as the provider does. */
const PATCH_ATTEMPTS = 150;

/** What became of an object. */
export interface Applied {
  readonly planned: Planned;
  readonly outcome: "applied" | "unchanged" | "changed" | "no CRD" | "failed";
}

/** Names an object for people. */
export function title({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name}`;
}

/**
 * Applies each object in turn: server-side apply with strict field validation.
 *
 * @param done gets what was applied, one after the other, and last what failed
 * @throws at the first refusal and at the first warning, with the server's words; an object whose kind the server
 * does not serve because no CRD could be had is left out and said so
 */
export async function apply(
  api: Api,
  objects: readonly Planned[],
  done: Applied[] = [],
): Promise<readonly Applied[]> {
  for (const planned of objects) {
    try {
      done.push({ planned, outcome: await applyOne(api, planned) });
    } catch (error) {
      done.push({ planned, outcome: "failed" });
      throw error;
    }
  }
  return done;
}

async function applyOne(api: Api, { object, patch, urn }: Planned): Promise<Applied["outcome"]> {
  if (!(await api.serves(object))) return "no CRD";
  const path = await api.pathTo(object);
  const before = await (patch ? existing(api, path) : api.ask("GET", path));
  if (patch && before.status === 404)
    throw new Error(`${title(object)} is to be patched and does not exist (${urn}).`);
  const answer = await api.ask(
    "PATCH",
    `${path}?fieldManager=${MANAGER}&fieldValidation=Strict`,
    object,
    APPLY,
  );
  if (answer.status > 299) throw new Error(`${title(object)} is refused: ${messageOf(answer)} (${urn}).`);
  const [warning] = answer.warnings;
  if (warning !== undefined) throw new Error(`${title(object)} is warned about: ${warning} (${urn}).`);
  if (before.status === 404) return "applied";
  return said(before) === said(answer) ? "unchanged" : "changed";
}

/** What an object says, without its status and the server's bookkeeping, which controllers change at any time. */
function said({ body }: Answer): string {
  const { metadata } = body as unknown as KubernetesObject;
  return JSON.stringify({
    ...body,
    status: {},
    metadata: { ...metadata, managedFields: [], resourceVersion: "" },
  });
}

/** Looks for what a patch patches until it is there: a new namespace gets its service account a moment later. */
async function existing(api: Api, path: string): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await api.ask("GET", path);
    if (answer.status !== 404 || attempt === PATCH_ATTEMPTS) return answer;
    await sleep(200);
  }
}

const APPLY = "application/apply-patch+yaml";

/** Deletes the objects, the last first, gives up the fields of patches, and waits until nothing is left. */
export async function remove(api: Api, applied: readonly Applied[]): Promise<void> {
  const there = applied.filter(({ outcome }) => outcome !== "no CRD").toReversed();
  for (const { planned } of there) {
    const { object, patch } = planned;
    const path = await api.pathTo(object);
    if (patch) {
      if ((await api.ask("GET", path)).status === 404) continue;
      const { apiVersion, kind, metadata } = object;
      const bare = { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace } };
      await api.must("PATCH", `${path}?fieldManager=${MANAGER}&force=true`, bare, APPLY);
    } else {
      const answer = await api.ask("DELETE", `${path}?propagationPolicy=Background`);
      if (answer.status > 299 && answer.status !== 404) {
        throw new Error(`${title(object)} cannot be deleted: ${messageOf(answer)}.`);
      }
    }
  }
  const deadline = Date.now() + GONE_WITHIN;
  for (const { planned } of there.filter((each) => !each.planned.patch)) {
    const path = await api.pathTo(planned.object);
    for (;;) {
      const answer = await api.ask("GET", path);
      if (answer.status === 404) break;
      if (Date.now() > deadline) {
        throw new Error(`${title(planned.object)} does not go away: ${JSON.stringify(answer.body.status)}.`);
      }
      await sleep(200);
    }
  }
}
