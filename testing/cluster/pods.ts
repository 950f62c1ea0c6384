/** Pods for the agreement tests: minimal ones, changed, and carried by every workload kind. Pure. */
import type { KubernetesObject } from "./api";
import type { Draft, Fields, Mutation } from "./mutations";

const IMAGE = "registry.example.com/app:1.0.0";

const CONTEXT: Fields = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

function containers(more: Fields): Fields {
  const container = (name: string, extra: Fields = {}): Fields => {
    return { name, image: IMAGE, ...structuredClone(more), ...extra };
  };
  return {
    containers: [container("app")],
    initContainers: [container("init"), container("sidecar", { restartPolicy: "Always" })],
  };
}

/** The specs that mutations start from; each has a container, an init container and a native sidecar. */
const BASES = {
  /** Nothing said: what baseline lets pass and restricted does not. */
  bare: () => containers({}),
  /** Everything that restricted asks for, on the pod where it can be. */
  restricted: () => ({
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
    ...containers({ securityContext: CONTEXT }),
  }),
  /** Everything that restricted asks for, on each container. */
  contained: () =>
    containers({
      securityContext: {
        ...CONTEXT,
        runAsNonRoot: true,
        runAsUser: 65534,
        seccompProfile: { type: "RuntimeDefault" },
      },
    }),
  windows: () => ({
    os: { name: "windows" },
    securityContext: { runAsNonRoot: true },
    ...containers({}),
  }),
} as const satisfies Record<string, () => Fields>;

export type Base = keyof typeof BASES;
export const BASE_NAMES = Object.keys(BASES) as readonly Base[];

/** The kinds that carry a pod: their API version, and where the pod stands. */
const KINDS = {
  Pod: { apiVersion: "v1", restartPolicy: "Always", wrap: (pod) => ({ spec: pod.spec }) },
  PodTemplate: { apiVersion: "v1", restartPolicy: "Always", wrap: (pod) => ({ template: pod }) },
  ReplicationController: {
    apiVersion: "v1",
    restartPolicy: "Always",
    wrap: (pod) => ({ spec: { replicas: 1, selector: pod.metadata.labels, template: pod } }),
  },
  ReplicaSet: {
    apiVersion: "apps/v1",
    restartPolicy: "Always",
    wrap: (pod) => ({ spec: { replicas: 1, ...selected(pod) } }),
  },
  Deployment: {
    apiVersion: "apps/v1",
    restartPolicy: "Always",
    wrap: (pod) => ({ spec: { replicas: 1, ...selected(pod) } }),
  },
  StatefulSet: {
    apiVersion: "apps/v1",
    restartPolicy: "Always",
    wrap: (pod) => ({ spec: { replicas: 1, serviceName: "app", ...selected(pod) } }),
  },
  DaemonSet: { apiVersion: "apps/v1", restartPolicy: "Always", wrap: (pod) => ({ spec: selected(pod) }) },
  Job: { apiVersion: "batch/v1", restartPolicy: "Never", wrap: (pod) => ({ spec: { template: pod } }) },
  CronJob: {
    apiVersion: "batch/v1",
    restartPolicy: "Never",
    wrap: (pod) => ({ spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: pod } } } }),
  },
} as const satisfies Record<string, KindOf>;

interface KindOf {
  readonly apiVersion: string;
  readonly restartPolicy: string;
  readonly wrap: (pod: Draft) => Fields;
}

function selected(pod: Draft): Fields {
  return { selector: { matchLabels: pod.metadata.labels }, template: pod };
}

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** An ephemeral container that is added to a running pod: the one way in which a pod can have any. */
export const DEBUG = "ephemeral container";

/** A pod to be judged. */
export interface Case {
  readonly kind: Kind | typeof DEBUG;
  readonly base: Base;
  readonly mutations: readonly Mutation[];
}

/** Whether a change has something to change in the kind. */
export function fits(kind: Case["kind"], mutation: Mutation): boolean {
  return (mutation.container === "debugger") === (kind === DEBUG);
}

/** The object of a case; that of an ephemeral container is the whole pod that it is added to. */
export function objectOf({ kind: given, base, mutations }: Case, namespace: string): KubernetesObject {
  const kind = given === DEBUG ? "Pod" : given;
  const { apiVersion, restartPolicy, wrap }: KindOf = KINDS[kind];
  const draft: Draft = {
    metadata: { labels: { app: "app" }, annotations: {} },
    spec: { restartPolicy, ...(given === DEBUG ? debugged(base) : BASES[base]()) },
  };
  for (const { change } of mutations) change(draft);
  const annotations = kind === "Pod" ? draft.metadata.annotations : {};
  return {
    apiVersion,
    kind,
    metadata: { name: given === DEBUG ? "debugged" : "case", namespace, labels: { app: "app" }, annotations },
    ...wrap(draft),
  };
}

/** The pod that runs is always the same; what is added to it has the base's container. */
function debugged(base: Base): Fields {
  const from: Fields = BASES[base]();
  const [app] = from.containers as Fields[];
  return { ...BASES.restricted(), ephemeralContainers: [{ ...app, name: "debugger" }] };
}

/** Names a case for people. */
export function nameOf({ kind, base, mutations }: Case): string {
  return [`${kind}, ${base}`, ...mutations.map(({ name }) => name)].join(" + ");
}
