/** What is in a cluster: every object of every kind that can be listed. */
import type { Api, KubernetesObject } from "./api";

/** Kinds that come and go by themselves. */
const RESTLESS = new Set(["ComponentStatus", "Event", "Lease"]);

interface Group {
  readonly name: string;
  readonly preferredVersion: { readonly groupVersion: string };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** The names of all objects as `kind namespace/name`, sorted; events and leases left out. */
export async function inventory(api: Api): Promise<readonly string[]> {
  const { body } = await api.must("GET", "/apis");
  const versions = (body.groups as readonly Group[]).map(
    ({ preferredVersion }) => preferredVersion.groupVersion,
  );
  const found: string[] = [];
  for (const path of ["/api/v1", ...versions.map((version) => `/apis/${version}`)]) {
    const { body: served } = await api.must("GET", path);
    for (const { name, kind, verbs } of served.resources as readonly Resource[]) {
      if (RESTLESS.has(kind) || name.includes("/") || !verbs.includes("list")) continue;
      const { body: list } = await api.must("GET", `${path}/${name}`);
      for (const { metadata } of list.items as readonly KubernetesObject[]) {
        found.push(`${kind} ${metadata.namespace ?? ""}/${metadata.name}`);
      }
    }
  }
  return [...new Set(found)].sort();
}
