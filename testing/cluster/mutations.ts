/** One-step changes of a pod, along every control of the Pod Security Standards and of the document. Pure. */

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

/** The containers that a change can be made to, as the lists they stand in and their place there. */
const PLACES = [
  ["app", "containers", 0],
  ["init", "initContainers", 0],
  ["sidecar", "initContainers", 1],
  ["debugger", "ephemeralContainers", 0],
] as const;

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

/** Every value of a security context that some control looks at, pods and containers alike. */
const SHARED: Readonly<Record<string, readonly unknown[]>> = {
  runAsNonRoot: [true, false, undefined],
  runAsUser: [0, 1000, undefined],
  runAsGroup: [0, 1000],
  seccompProfile: [
    { type: "RuntimeDefault" },
    { type: "Unconfined" },
    { type: "Localhost", localhostProfile: "profiles/app.json" },
    undefined,
  ],
  seLinuxOptions: [
    {},
    ...["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t"].map(
      (type) => ({ type }),
    ),
    { user: "system_u" },
    { role: "system_r" },
    { level: "s0:c123,c456" },
  ],
  appArmorProfile: [
    { type: "RuntimeDefault" },
    { type: "Unconfined" },
    { type: "Localhost", localhostProfile: "app" },
  ],
  windowsOptions: [{}, { hostProcess: false }, { hostProcess: true }, { runAsUserName: "ContainerUser" }],
};

const OF_CONTAINER: Readonly<Record<string, readonly unknown[]>> = {
  ...SHARED,
  privileged: [true, false],
  allowPrivilegeEscalation: [true, false, undefined],
  readOnlyRootFilesystem: [true, false, undefined],
  procMount: ["Default", "Unmasked"],
  capabilities: [
    undefined,
    {},
    { drop: [] },
    { drop: ["ALL"] },
    { drop: ["all"] },
    { drop: ["NET_RAW"] },
    { drop: ["ALL", "NET_RAW"] },
    ...[
      "NET_BIND_SERVICE",
      "CHOWN",
      "SETUID",
      "NET_RAW",
      "NET_ADMIN",
      "SYS_ADMIN",
      "ALL",
      "CAP_NET_BIND_SERVICE",
      "net_bind_service",
    ].map((capability) => ({ drop: ["ALL"], add: [capability] })),
    { add: ["NET_BIND_SERVICE"] },
    { add: ["NET_BIND_SERVICE", "CHOWN"], drop: ["ALL"] },
  ],
};

const OF_POD: Readonly<Record<string, readonly unknown[]>> = {
  ...SHARED,
  fsGroup: [0, 1000, undefined],
  supplementalGroups: [[0], [1000]],
  sysctls: [
    [],
    ...[
      "kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range",
      "net.ipv4.ip_unprivileged_port_start",
      "net.ipv4.tcp_syncookies",
      "net.ipv4.ping_group_range",
      "net.ipv4.ip_local_reserved_ports",
      "net.ipv4.tcp_keepalive_time",
      "net.ipv4.tcp_fin_timeout",
      "net.ipv4.tcp_keepalive_intvl",
      "net.ipv4.tcp_keepalive_probes",
      "net.ipv4.tcp_rmem",
      "net.ipv4.tcp_wmem",
      "kernel.msgmax",
      "net.core.somaxconn",
      "net/ipv4/ip_unprivileged_port_start",
    ].map((name) => [{ name, value: "1" }]),
  ],
};

/** Fields of the spec itself. */
const OF_SPEC: Readonly<Record<string, readonly unknown[]>> = {
  hostNetwork: [true, false],
  hostPID: [true, false],
  hostIPC: [true, false],
  hostUsers: [true, false],
  os: [{ name: "linux" }, { name: "windows" }],
};

/** A source of every volume type. */
const VOLUMES: Readonly<Record<string, unknown>> = {
  awsElasticBlockStore: { volumeID: "vol-1" },
  azureDisk: { diskName: "disk", diskURI: "https://example.com/disk" },
  azureFile: { secretName: "secret", shareName: "share" },
  cephfs: { monitors: ["example.com"] },
  cinder: { volumeID: "volume" },
  configMap: { name: "settings" },
  csi: { driver: "secrets.example.com" },
  downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] },
  emptyDir: {},
  ephemeral: {
    volumeClaimTemplate: {
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
  },
  fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 },
  flexVolume: { driver: "example.com/driver" },
  flocker: { datasetName: "data" },
  gcePersistentDisk: { pdName: "disk" },
  gitRepo: { repository: "https://example.com/repository.git" },
  glusterfs: { endpoints: "endpoints", path: "volume" },
  hostPath: { path: "/var/log" },
  image: { reference: "registry.example.com/data:1.0.0" },
  iscsi: { targetPortal: "192.0.2.1:3260", iqn: "iqn.2001-04.com.example:storage", lun: 0 },
  nfs: { server: "nfs.example.com", path: "/" },
  persistentVolumeClaim: { claimName: "claim" },
  photonPersistentDisk: { pdID: "disk" },
  portworxVolume: { volumeID: "volume" },
  projected: { sources: [{ configMap: { name: "settings" } }] },
  quobyte: { registry: "quobyte.example.com:7861", volume: "volume" },
  rbd: { monitors: ["192.0.2.1:6789"], image: "image" },
  scaleIO: {
    gateway: "https://example.com",
    system: "system",
    secretRef: { name: "secret" },
    volumeName: "volume",
  },
  secret: { secretName: "secret" },
  storageos: { volumeName: "volume" },
  vsphereVolume: { volumePath: "path" },
};

const AT_PORT = { port: 8080 };

/** Probes and lifecycle handlers that name a host. */
const HANDLERS: readonly (readonly [string, Fields])[] = [
  ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe): [string, Fields][] => [
    [probe, { httpGet: { ...AT_PORT, host: "127.0.0.1" } }],
    [probe, { httpGet: { ...AT_PORT, host: "" } }],
    [probe, { httpGet: AT_PORT }],
    [probe, { tcpSocket: { ...AT_PORT, host: "example.com" } }],
    [probe, { tcpSocket: AT_PORT }],
    [probe, { grpc: AT_PORT }],
  ]),
  ...["postStart", "preStop"].flatMap((hook): [string, Fields][] => [
    ["lifecycle", { [hook]: { httpGet: { ...AT_PORT, host: "example.com" } } }],
    ["lifecycle", { [hook]: { tcpSocket: { ...AT_PORT, host: "example.com" } } }],
    ["lifecycle", { [hook]: { httpGet: AT_PORT } }],
    ["lifecycle", { [hook]: { sleep: { seconds: 1 } } }],
  ]),
];

/** Ports of a container, as far as the host is concerned. */
const PORTS: readonly (readonly Fields[])[] = [
  [{ containerPort: 8080 }],
  [{ containerPort: 8080, hostPort: 0 }],
  [{ containerPort: 8080, hostPort: 8080 }],
  [{ containerPort: 8080 }, { containerPort: 9090, hostPort: 9090 }],
];

const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

/** Annotations that once decided, or still do. */
const ANNOTATIONS: readonly (readonly [string, string])[] = [
  ...["runtime/default", "localhost/app", "unconfined"].flatMap((profile): [string, string][] =>
    PLACES.map(([name]) => [`${APPARMOR}${name}`, profile]),
  ),
  ["seccomp.security.alpha.kubernetes.io/pod", "unconfined"],
  ["container.seccomp.security.alpha.kubernetes.io/app", "unconfined"],
];

/** Paths of the node, and how the app mounts them. */
const HOST_PATHS: readonly (readonly [string, Fields])[] = [
  ["/var/log", { readOnly: true }],
  ["/var/log", {}],
  ["/var/log/pods", { readOnly: true }],
  ["/var/logs", { readOnly: true }],
  ["/", { readOnly: true }],
];

/** Names that some rules know parts of the platform by. */
const COMPONENTS = ["fluentd", "velero"];

function each(table: Readonly<Record<string, readonly unknown[]>>): readonly (readonly [string, unknown])[] {
  return Object.entries(table).flatMap(([key, values]) => values.map((value) => [key, value] as const));
}

const shown = (value: unknown): string => (value === undefined ? "left out" : JSON.stringify(value));

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
