/** What the quotas and limit ranges of a stack let run, asked of the server that enforces them. */
import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";

import { quantity } from "../../components/tenancy/quantity";
import { messageOf, type Answer, type Api, type KubernetesObject } from "./api";
import type { Fields } from "./mutations";
import type { Plan } from "./objects";
import { objectOf } from "./pods";

/** How many equal parts a quota is used up in. */
const PARTS = 8;

/** What a pod says that is there for its place alone. */
const SMALL: Fields = { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "16Mi" } };

/** A namespace that may reserve so much. */
interface Budget {
  readonly namespace: string;
  readonly hard: Readonly<Record<string, string>>;
}

/** The tests of one applied stack; they leave pods and claims, which go with their namespaces. */
export function quotas(api: () => Api, plan: () => Plan, nodes: () => readonly KubernetesObject[]): void {
  const create = async (object: KubernetesObject, dryRun = false): Promise<Answer> => {
    const path = await api().pathOf(object, object.metadata.namespace);
    return await api().ask("POST", `${path}${dryRun ? "?dryRun=All" : ""}`, object);
  };

  it("gives a pod without requests the defaults of its namespace", async () => {
    const ranges = of(plan(), "LimitRange");
    expect(ranges.length).to.be.above(0);
    for (const { metadata, spec } of ranges) {
      const answer = await create(pod(metadata.namespace ?? "", "bare"), true);
      const [limits] = (spec as { readonly limits: readonly Fields[] }).limits;
      expect(resourcesOf(answer), metadata.namespace).to.deep.equal([
        { requests: limits?.defaultRequest, limits: limits?.default },
      ]);
    }
  });

  it("runs a pod on every pool of nodes that tolerates its taints", async () => {
    const pools = new Map(
      nodes().map((node) => [node.metadata.labels?.["eks.amazonaws.com/nodegroup"] ?? "", node]),
    );
    const namespace = unlimited(plan());
    for (const [pool, node] of pools) {
      const name = `on-${pool}`;
      const { taints } = node.spec as { readonly taints: readonly Fields[] };
      const tolerations = taints.map(({ key, value, effect }) => ({ key, operator: "Equal", value, effect }));
      const nodeSelector = { "eks.amazonaws.com/nodegroup": pool };
      const answer = await create(pod(namespace, name, SMALL, { nodeSelector, tolerations }));
      expect(answer.status, messageOf(answer)).to.equal(201);
      expect(await phase(api(), namespace, name), name).to.equal("Running");
    }
  });

  it("refuses a pod that an admission policy forbids, by that policy's name", async () => {
    const careless = { automountServiceAccountToken: true };
    const answer = await create(pod(unlimited(plan()), "careless", SMALL, careless), true);
    expect(answer.status).to.equal(403);
    expect(messageOf(answer)).to.match(
      /ValidatingAdmissionPolicy 'no-default-service-account-token'.* denied request/,
    );
  });

  it("admits what a quota promises, and refuses the next pod with a clear message", async () => {
    const budgets = reserving(plan(), "requests.cpu");
    expect(budgets.length).to.be.above(0);
    for (const { namespace, hard } of budgets) {
      const part = { cpu: share(hard["requests.cpu"]), memory: share(hard["requests.memory"]) };
      for (let index = 0; index < PARTS; index += 1) {
        const answer = await create(pod(namespace, `part-${index}`, { requests: part, limits: part }));
        expect(answer.status, messageOf(answer)).to.equal(201);
      }
      const next = await create(pod(namespace, "next", { requests: part, limits: part }));
      expect(next.status, namespace).to.equal(403);
      expect(messageOf(next)).to.match(/exceeded quota: .*requested: .*requests\.cpu=.*used: .*limited: /);
    }
  });

  it("admits the storage that a quota promises, and refuses the next claim", async () => {
    const classes = of(plan(), "StorageClass").map(({ metadata }) => metadata.name);
    for (const { namespace, hard } of reserving(plan(), "requests.storage")) {
      const whole = await create(claim(namespace, "whole", hard["requests.storage"] ?? "", classes[0] ?? ""));
      expect(whole.status, messageOf(whole)).to.equal(201);
      const next = await create(claim(namespace, "next", "1Gi", classes[0] ?? ""));
      expect(next.status, namespace).to.equal(403);
      expect(messageOf(next)).to.match(/exceeded quota: .*requested: requests\.storage=1Gi/);
    }
  });

  it("refuses the priority classes that a quota scopes away from its namespace", async () => {
    const scoped = of(plan(), "ResourceQuota").flatMap(({ metadata, spec }) => {
      const { scopeSelector } = spec as { readonly scopeSelector?: ScopeSelector };
      const values = scopeSelector?.matchExpressions.flatMap((expression) => expression.values) ?? [];
      return values.map((priorityClassName) => ({ namespace: metadata.namespace ?? "", priorityClassName }));
    });
    for (const { namespace, priorityClassName } of scoped) {
      const answer = await create(pod(namespace, "important", {}, { priorityClassName }), true);
      expect(answer.status, `${priorityClassName} in ${namespace}`).to.equal(403);
    }
  });

  it("counts every object in the quota's status", async () => {
    for (const { metadata } of of(plan(), "ResourceQuota")) {
      expect(await counted(api(), metadata.namespace ?? "", metadata.name), metadata.namespace).to.equal(
        true,
      );
    }
  });
}

interface ScopeSelector {
  readonly matchExpressions: readonly { readonly values: readonly string[] }[];
}

function of({ objects }: Plan, kind: string): readonly KubernetesObject[] {
  return objects.map(({ object }) => object).filter((object) => object.kind === kind);
}

/** The quotas that limit a resource. */
function reserving(plan: Plan, resource: string): readonly Budget[] {
  return of(plan, "ResourceQuota").flatMap(({ metadata, spec }) => {
    const { hard } = spec as { readonly hard: Readonly<Record<string, string>> };
    return hard[resource] === undefined ? [] : [{ namespace: metadata.namespace ?? "", hard }];
  });
}

/** A namespace that holds pods to `restricted` and has no quota. @throws when there is none */
function unlimited(plan: Plan): string {
  const limited = of(plan, "ResourceQuota").map(({ metadata }) => metadata.namespace);
  const namespace = of(plan, "Namespace").find(({ metadata }) => {
    const level = metadata.labels?.["pod-security.kubernetes.io/enforce"];
    return level === "restricted" && !limited.includes(metadata.name);
  });
  if (namespace === undefined) throw new Error("Every namespace has a quota.");
  return namespace.metadata.name;
}

/** One part of a quantity, in its base unit; rounded down to what the server takes. */
function share(text = "0"): string {
  return `${Math.floor(((quantity(text) ?? 0) / PARTS) * 1000)}m`;
}

/** A pod of one container that restricted namespaces admit, and our admission policies when it has resources. */
function pod(namespace: string, name: string, resources: Fields = {}, more: Fields = {}): KubernetesObject {
  const whole = objectOf({ kind: "Pod", base: "restricted", mutations: [] }, namespace);
  const spec = whole.spec as Fields;
  return {
    ...whole,
    metadata: { ...whole.metadata, name },
    spec: {
      ...spec,
      automountServiceAccountToken: false,
      ...more,
      initContainers: [],
      containers: (spec.containers as readonly Fields[]).map((container) => ({ ...container, resources })),
    },
  };
}

function claim(namespace: string, name: string, storage: string, storageClassName: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, namespace },
    spec: { accessModes: ["ReadWriteOnce"], storageClassName, resources: { requests: { storage } } },
  };
}

function resourcesOf({ body }: Answer): readonly unknown[] {
  const { containers = [] } = (body.spec ?? {}) as { readonly containers?: readonly Fields[] };
  return containers.map(({ resources }) => resources);
}

/** A pod's phase, once it is running, or after half a minute. */
async function phase(api: Api, namespace: string, name: string): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    const { body } = await api.must("GET", `/api/v1/namespaces/${namespace}/pods/${name}`);
    const { phase } = body.status as Fields;
    if (phase === "Running" || attempt === 150) return phase;
    await sleep(200);
  }
}

/** Whether the controller has written what the quota limits and how much of it is used. */
async function counted(api: Api, namespace: string, name: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { body } = await api.must("GET", `/api/v1/namespaces/${namespace}/resourcequotas/${name}`);
    const { hard = {}, used = {} } = body.status as { readonly hard?: Fields; readonly used?: Fields };
    if (Object.keys(hard).length > 0 && Object.keys(hard).every((key) => key in used)) return true;
    await sleep(200);
  }
  return false;
}
