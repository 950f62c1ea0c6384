import { expect } from "chai";
import * as fc from "fast-check";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";

import { podRules } from "../../policy/pod-security";
import type { KubernetesObject } from "./api";
import { apply, remove, type Applied } from "./apply";
import { build } from "./build";
import type { ControlPlane } from "./control-plane";
import { controlPlane } from "./hooks";
import * as judges from "./judges";
import { MUTATIONS } from "./mutations";
import { BASE_NAMES, DEBUG, fits, KIND_NAMES, nameOf, objectOf, type Case } from "./pods";
import { preview, versionOf } from "./previews";
import { typeWarnings } from "./type-check";

/** How many pods are judged at a time. */
const AT_ONCE = 16;

/** How many generated batches are judged; each holds up to `AT_ONCE` pods. */
const BATCHES = 400;

describe("the planes of policy agree about every pod", () => {
  let plane: ControlPlane;
  let version: string;
  const placed: Applied[] = [];

  before(async () => {
    version = versionOf(await preview("production"));
    plane = await controlPlane(version);
    const namespaces = judges.PLACES.map((place) => judges.namespaceObject(place, version));
    const objects = [...namespaces, ...judges.warningPolicies()];
    const planned = objects.map((object) => ({ urn: "test", object, patch: false, gaps: [] }));
    await apply(plane.api, planned, placed);
    for (const place of judges.PLACES) await start(judges.debugged(place));
    await policiesAtWork();
  });
  after(async () => {
    await remove(plane.api, placed);
  });

  /** Creates a pod once its namespace has the service account that every pod needs. */
  async function start(pod: KubernetesObject): Promise<void> {
    const path = await plane.api.pathOf(pod, pod.metadata.namespace);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await plane.judge.ask("POST", path, pod);
      if (answer.status === 201) return;
      if (attempt === 50) throw new Error(JSON.stringify(answer.body));
      await sleep(200);
    }
  }

  /** The server learns of policies in the order in which they are made; waits until it knows the last. */
  async function policiesAtWork(): Promise<void> {
    const [place] = judges.PLACES;
    const object = objectOf({ kind: "Pod", base: "restricted", mutations: [] }, place?.name ?? "");
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if ((await judges.admissionPolicies(plane.judge, object))?.includes(judges.MARKER)) return;
      await sleep(100);
    }
    throw new Error("The server has not taken up the admission policies in time.");
  }

  /** Where the planes differ about some cases; counts those that are invalid. */
  async function disagreements(
    cases: readonly (readonly [judges.Place, Case])[],
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (let from = 0; from < cases.length; from += AT_ONCE) {
      const batch = cases.slice(from, from + AT_ONCE).map(async ([place, each]) => {
        const said = await judges.judgement(plane, place, version, objectOf(each, place.name));
        judged += 1;
        if (said === undefined) invalid += 1;
        for (const id of said?.broken ?? []) broken.add(id);
        for (const line of said?.differences ?? []) found.push(`${nameOf(each)}, in ${place.name}: ${line}`);
      });
      await Promise.all(batch);
    }
    return found;
  }

  let judged = 0;
  let invalid = 0;
  const broken = new Set<string>();
  afterEach(() => {
    if (judged > 0) console.log(`      ${judged} pods judged, ${invalid} of them invalid`);
    judged = 0;
    invalid = 0;
  });

  const kinds = [...KIND_NAMES, DEBUG] as const;

  it("has an admission policy for every rule about pods beyond the Pod Security Standards", () => {
    const without = podRules.filter(({ standard, admission }) => !standard && admission === undefined);
    // Whether a pod is one that we write ourselves is known to CrossGuard alone.
    expect(without.map(({ id }) => id)).to.deep.equal(["pod-nobody"]);
  });

  it("with admission policies whose expressions fit the types they judge", async () => {
    const policies = judges.warningPolicies().filter(({ kind }) => kind === "ValidatingAdmissionPolicy");
    for (const policy of policies) {
      expect(await typeWarnings(plane.api, policy), policy.metadata.name).to.deep.equal([]);
    }
  });

  it("for every single mutation of a pod and of an ephemeral container", async () => {
    const cases = judges.PLACES.flatMap((place) =>
      (["Pod", DEBUG] as const).flatMap((kind) =>
        BASE_NAMES.flatMap((base) => [
          [place, { kind, base, mutations: [] }] as const,
          ...MUTATIONS.filter((each) => fits(kind, each)).map(
            (mutation) => [place, { kind, base, mutations: [mutation] }] as const,
          ),
        ]),
      ),
    );
    expect(await disagreements(cases)).to.deep.equal([]);
  });

  it("for mutations alone and in pairs, in every kind that carries a pod", async () => {
    const cases = fc.constantFrom(...kinds).chain((kind) =>
      fc.tuple(
        fc.constantFrom(...judges.PLACES),
        fc.record({
          kind: fc.constant(kind),
          base: fc.constantFrom(...BASE_NAMES),
          mutations: fc.uniqueArray(fc.constantFrom(...MUTATIONS.filter((each) => fits(kind, each))), {
            minLength: 1,
            maxLength: 2,
            selector: ({ name }) => name,
          }),
        }),
      ),
    );
    const batches = fc.array(cases, { minLength: 1, maxLength: AT_ONCE, size: "max" });
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        expect(await disagreements(batch)).to.deep.equal([]);
      }),
      { numRuns: BATCHES },
    );
  });

  it("having seen every rule broken", () => {
    const unseen = [...judges.STANDARD, ...judges.ADMITTED].filter((id) => !broken.has(id));
    // Without a user namespace the server takes no such pod for valid, and with one baseline allows it.
    expect(unseen).to.deep.equal(["pod-proc-mount-baseline"]);
  });

  it("for the pods that upstream wrote to pass or fail each control", async () => {
    const folder = (await build(["kubernetes"])).get("pod-security") ?? "";
    for (const level of ["baseline", "restricted"] as const) {
      const place = { name: `agreement-${level}`, level };
      const namespace = judges.namespaceObject(place, version);
      for (const verdict of ["pass", "fail"]) {
        const at = path.join(folder, level, `v${version}`, verdict);
        for (const file of fs.readdirSync(at)) {
          const pod = parse(fs.readFileSync(path.join(at, file), "utf8")) as KubernetesObject;
          const object = { ...pod, metadata: { ...pod.metadata, namespace: place.name } };
          const refused = await judges.podSecurity(plane.api, object);
          judged += 1;
          if (refused === undefined) invalid += 1;
          const broken = judges.crossGuard(namespace, object).filter((id) => judges.STANDARD.has(id));
          expect(broken.length > 0, `${level} ${verdict} ${file}: ${broken.join(", ")}`).to.equal(
            verdict === "fail",
          );
          if (refused !== undefined)
            expect(refused, `${level} ${verdict} ${file}`).to.equal(verdict === "fail");
        }
      }
    }
  });
});
