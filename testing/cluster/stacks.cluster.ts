import { expect } from "chai";
import type { Suite } from "mocha";
import { setTimeout as sleep } from "node:timers/promises";

import type { Api, KubernetesObject } from "./api";
import { apply, remove, title, type Applied } from "./apply";
import type { ControlPlane } from "./control-plane";
import { controlPlane } from "./hooks";
import { inventory } from "./inventory";
import { nodesOf } from "./nodes";
import { plan, type Plan } from "./objects";
import { quotas } from "./quotas";
import { preview, STACKS, versionOf, type Stack } from "./previews";

for (const stack of STACKS) describe(`the ${stack} stack on a real control plane`, suite(stack));

function suite(stack: Stack): (this: Suite) => void {
  return function () {
    let plane: ControlPlane;
    let planned: Plan;
    let nodes: readonly KubernetesObject[] = [];
    let found: readonly string[];
    let owned: ReadonlyMap<string, unknown>;
    const applied: Applied[] = [];

    before(async () => {
      const previewed = await preview(stack);
      planned = plan(previewed);
      nodes = nodesOf(previewed);
      plane = await controlPlane(versionOf(previewed));
      for (const node of nodes) await plane.api.must("POST", await plane.api.pathOf(node), node);
      found = await inventory(plane.api);
      owned = await contents(plane.api, planned);
    });
    after(async () => {
      for (const node of nodes) await plane.api.ask("DELETE", await plane.api.pathTo(node));
    });

    it("takes every object without a refusal or a warning", async () => {
      await apply(plane.api, planned.objects, applied);
      report(planned, applied);
      const done = applied.filter(({ outcome }) => outcome === "applied");
      expect(done.length).to.be.above(0);
    });

    it("changes nothing when applied again", async () => {
      const again = await apply(plane.api, planned.objects);
      const changed = again.filter(({ outcome }) => outcome === "applied" || outcome === "changed");
      expect(changed.map(({ planned }) => title(planned.object))).to.deep.equal([]);
    });

    quotas(
      () => plane.api,
      () => planned,
      () => nodes,
    );

    it("leaves nothing behind when deleted", async () => {
      await remove(plane.api, applied);
      expect(await settled(() => inventory(plane.api), found)).to.deep.equal(found);
      expect(await contents(plane.api, planned)).to.deep.equal(owned);
    });
  };
}

/** Says what was applied, and what was not and why. */
function report({ skipped }: Plan, applied: readonly Applied[]): void {
  const without = applied.filter(({ outcome }) => outcome === "no CRD");
  const gaps = applied.flatMap(({ planned }) =>
    planned.gaps.map((gap) => ({ ...gap, kind: planned.object.kind })),
  );
  const left = gaps.filter(({ filled }) => filled === undefined);
  const lines = [
    `${applied.length - without.length} objects applied`,
    ...counted(
      without.map(({ planned }) => `no CRD for ${planned.object.apiVersion} ${planned.object.kind}`),
    ),
    ...counted(skipped.map(({ reason }) => reason)),
    `${gaps.length - left.length} unknown values filled in`,
    ...counted(left.map(({ kind, path }) => `unknown value left out: ${kind} ${path}`)),
  ];
  for (const line of lines) console.log(`      ${line}`);
}

function counted(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} x ${reason}`);
}

/** What the patched objects hold, without the server's own bookkeeping. */
async function contents(api: Api, { objects }: Plan): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { object } of objects.filter(({ patch }) => patch)) {
    const { body } = await api.ask("GET", await api.pathTo(object));
    const { labels = {}, annotations = {} } = (body as unknown as KubernetesObject).metadata;
    found.set(title(object), { ...body, metadata: { labels, annotations } });
  }
  return found;
}

/** Looks until it sees what is wanted, or for half a minute. */
async function settled<T>(look: () => Promise<T>, wanted: T): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const seen = await look();
    if (JSON.stringify(seen) === JSON.stringify(wanted) || attempt === 60) return seen;
    await sleep(500);
  }
}
