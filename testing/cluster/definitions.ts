/** The custom resource definitions that can be had as Go modules, placed on a server. */
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAllDocuments } from "yaml";

import type { Api, KubernetesObject } from "./api";
import { build } from "./build";

/** Places every definition and waits until the server serves its kinds. */
export async function placeDefinitions(api: Api): Promise<void> {
  const folder = (await build(["definitions"])).get("crds") ?? "";
  const definitions = fs.readdirSync(folder).flatMap((file) => {
    const documents = parseAllDocuments(fs.readFileSync(path.join(folder, file), "utf8"));
    return documents.flatMap((document) => (document.toJS() as KubernetesObject | null) ?? []);
  });
  for (const definition of definitions) {
    await api.must(
      "PATCH",
      `${await api.pathTo(definition)}?fieldManager=test`,
      definition,
      "application/apply-patch+yaml",
    );
  }
  for (const definition of definitions) {
    const path = await api.pathTo(definition);
    while (!established((await api.must("GET", path)).body)) await sleep(100);
  }
}

function established(body: Readonly<Record<string, unknown>>): boolean {
  const status = body.status as { readonly conditions?: readonly Condition[] } | undefined;
  return status?.conditions?.some(({ type, status }) => type === "Established" && status === "True") ?? false;
}

interface Condition {
  readonly type: string;
  readonly status: string;
}
