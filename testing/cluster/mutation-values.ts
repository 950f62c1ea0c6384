/** The values that mutations give a pod: along every control of the Pod Security Standards and of our own rules. */
import type { Fields } from "./mutations";

/** The containers that a change can be made to, as the lists they stand in and their place there. */
export const PLACES = [
  ["app", "containers", 0],
  ["init", "initContainers", 0],
  ["sidecar", "initContainers", 1],
  ["debugger", "ephemeralContainers", 0],
] as const;

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

export const OF_CONTAINER: Readonly<Record<string, readonly unknown[]>> = {
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

export const OF_POD: Readonly<Record<string, readonly unknown[]>> = {
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

/** What a container or a pod asks for. */
export const RESOURCES: readonly Fields[] = [
  {},
  { limits: { memory: "64Mi" } },
  { limits: { cpu: "1" } },
  { limits: { cpu: "1", memory: "64Mi" } },
  { requests: { cpu: "10m" } },
  { requests: { cpu: "10m", memory: "64Mi" } },
  { requests: { cpu: "10m" }, limits: { memory: "64Mi" } },
  { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } },
];

/** Fields of the spec itself. */
export const OF_SPEC: Readonly<Record<string, readonly unknown[]>> = {
  hostNetwork: [true, false],
  hostPID: [true, false],
  hostIPC: [true, false],
  hostUsers: [true, false],
  os: [{ name: "linux" }, { name: "windows" }],
  automountServiceAccountToken: [true, false],
  serviceAccountName: ["", "default"],
  resources: RESOURCES,
};

/** A source of every volume type. */
export const VOLUMES: Readonly<Record<string, unknown>> = {
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

export const AT_PORT = { port: 8080 };

/** Probes and lifecycle handlers that name a host. */
export const HANDLERS: readonly (readonly [string, Fields])[] = [
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
export const PORTS: readonly (readonly Fields[])[] = [
  [{ containerPort: 8080 }],
  [{ containerPort: 8080, hostPort: 0 }],
  [{ containerPort: 8080, hostPort: 8080 }],
  [{ containerPort: 8080 }, { containerPort: 9090, hostPort: 9090 }],
];

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

/** Names of images, exact and not. */
export const IMAGES = [
  "app",
  "app:1.2.3",
  "app:latest",
  "app:1",
  "app:v1",
  "app:main",
  "registry.example.com:5000/app",
  "registry.example.com:5000/team/app:1.2.3",
  `registry.example.com/app@${DIGEST}`,
  `registry.example.com/app:latest@${DIGEST}`,
];

const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

/** Annotations that once decided, or still do. */
export const ANNOTATIONS: readonly (readonly [string, string])[] = [
  ...["runtime/default", "localhost/app", "unconfined"].flatMap((profile): [string, string][] =>
    PLACES.map(([name]) => [`${APPARMOR}${name}`, profile]),
  ),
  ["seccomp.security.alpha.kubernetes.io/pod", "unconfined"],
  ["container.seccomp.security.alpha.kubernetes.io/app", "unconfined"],
];

/** Paths of the node, and how the app mounts them. */
export const HOST_PATHS: readonly (readonly [string, Fields])[] = [
  ["/var/log", { readOnly: true }],
  ["/var/log", {}],
  ["/var/log/pods", { readOnly: true }],
  ["/var/logs", { readOnly: true }],
  ["/", { readOnly: true }],
];

/** Names that some rules know parts of the platform by. */
export const COMPONENTS = ["fluentd", "velero"];
