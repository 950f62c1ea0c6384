/** One-step changes of a pod, along every control of the Pod Security Standards and of the document. Pure. */

import {
  ANNOTATIONS,
  AT_PORT,
  COMPONENTS,
  HANDLERS,
  HOST_PATHS,
  IMAGES,
  OF_CONTAINER,
  OF_POD,
  OF_SPEC,
  PLACES,
  PORTS,
  RESOURCES,
  VOLUMES,
} from "./mutation-values";

/** A pod's spec and metadata as plain JSON that may be changed. */
export interface Draft {
  metadata: { labels: Record<string, string>; annotations: Record<string, string> };
  spec: Fields;
}

/** Loosely typed on purpose: what is generated is judged by servers and rules, not by a compiler. */
export type Fields = Record<string, unknown>;

/** A change that can be made to a pod. */
export interface Mutation {
  readonly name: string;
  /** The container it changes; absent when it changes the pod itself. */
  readonly container?: string;
  readonly change: (draft: Draft) => void;
}

/** The object at a key, made when it is not there. */
function inside(fields: Fields, key: string): Fields {
  const found = (fields[key] ?? {}) as Fields;
  fields[key] = found;
  return found;
}

/** Sets a field, or takes it away when the value is undefined. */
function put(fields: Fields, key: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(fields, key);
  else fields[key] = value;
}

function each(table: Readonly<Record<string, readonly unknown[]>>): readonly (readonly [string, unknown])[] {
  return Object.entries(table).flatMap(([key, values]) => values.map((value) => [key, value] as const));
}

const shown = (value: unknown): string => (value === undefined ? "left out" : JSON.stringify(value));

/** Both probes at once, which workloads are asked for. */
const probed: Mutation = {
  name: "app: both probes",
  container: "app",
  change: ({ spec }) => {
    const [app] = spec.containers as Fields[];
    if (app !== undefined)
      Object.assign(app, { livenessProbe: { httpGet: AT_PORT }, readinessProbe: { grpc: AT_PORT } });
  },
};

const containerMutations: readonly Mutation[] = PLACES.flatMap(([name, list, index]) => {
  const container = ({ spec }: Draft): Fields | undefined => (spec[list] as Fields[] | undefined)?.[index];
  const mutation = (key: string, value: unknown, at: (container: Fields) => Fields): Mutation => ({
    name: `${name}: ${key} ${shown(value)}`,
    container: name,
    change: (draft) => {
      const found = container(draft);
      if (found !== undefined) put(at(found), key, structuredClone(value));
    },
  });
  return [
    ...each(OF_CONTAINER).map(([key, value]) =>
      mutation(key, value, (found) => inside(found, "securityContext")),
    ),
    mutation("securityContext", undefined, (found) => found),
    {
      // Without a user namespace the server takes no other proc mount than the default.
      name: `${name}: procMount Unmasked, in a user namespace`,
      container: name,
      change: (draft: Draft) => {
        const found = container(draft);
        if (found !== undefined) put(inside(found, "securityContext"), "procMount", "Unmasked");
        put(draft.spec, "hostUsers", false);
      },
    },
    ...HANDLERS.map(([key, value]) => mutation(key, value, (found) => found)),
    ...PORTS.map((ports) => mutation("ports", ports, (found) => found)),
    ...RESOURCES.map((resources) => mutation("resources", resources, (found) => found)),
    ...IMAGES.map((image) => mutation("image", image, (found) => found)),
    ...(name === "app" ? [probed] : []),
  ];
});

const podMutations: readonly Mutation[] = [
  ...each(OF_POD).map(([key, value]) => ({
    name: `pod: ${key} ${shown(value)}`,
    change: ({ spec }: Draft) => put(inside(spec, "securityContext"), key, structuredClone(value)),
  })),
  ...each(OF_SPEC).map(([key, value]) => ({
    name: `pod: ${key} ${shown(value)}`,
    change: ({ spec }: Draft) => put(spec, key, structuredClone(value)),
  })),
  {
    // The server takes neither of the two without the other.
    name: "pod: hostProcess, on the host's network",
    change: ({ spec }) => {
      put(inside(spec, "securityContext"), "windowsOptions", { hostProcess: true });
      put(spec, "hostNetwork", true);
    },
  },
  {
    name: "pod: securityContext left out",
    change: ({ spec }) => put(spec, "securityContext", undefined),
  },
  ...Object.entries(VOLUMES).map(([type, source]) => ({
    name: `pod: volume ${type}`,
    change: ({ spec }: Draft) => {
      const volumes = (spec.volumes ?? []) as Fields[];
      spec.volumes = [...volumes, { name: type.toLowerCase(), [type]: structuredClone(source) }];
    },
  })),
  ...HOST_PATHS.map(([path, mount]) => ({
    name: `pod: hostPath ${path}, mounted ${shown(mount)}`,
    change: ({ spec }: Draft) => {
      spec.volumes = [...((spec.volumes ?? []) as Fields[]), { name: "node", hostPath: { path } }];
      const [app] = spec.containers as Fields[];
      if (app !== undefined) app.volumeMounts = [{ name: "node", mountPath: "/node", ...mount }];
    },
  })),
  ...COMPONENTS.map((name) => ({
    name: `pod: label app.kubernetes.io/name ${name}`,
    change: ({ metadata }: Draft) => put(metadata.labels, "app.kubernetes.io/name", name),
  })),
  ...ANNOTATIONS.map(([key, value]) => ({
    name: `pod: annotation ${key} ${value}`,
    change: ({ metadata }: Draft) => put(metadata.annotations, key, value),
  })),
];

/** Every mutation. */
export const MUTATIONS: readonly Mutation[] = [...podMutations, ...containerMutations];
