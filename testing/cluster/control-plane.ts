/**
 * A Kubernetes control plane of real parts for one test run: etcd, API server, controller manager, scheduler, and
 * kwok, which plays the kubelets. All of it on loopback addresses and in a temporary folder, so that any number of
 * runs fit side by side.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Api } from "./api";
import { build, type Progress } from "./build";
import { freePorts, Processes } from "./processes";

/** Who talks to the API server, with the groups and names that RBAC knows them by. */
const USERS = {
  admin: "admin,admin,system:masters",
  "kube-controller-manager": "system:kube-controller-manager,controller-manager",
  "kube-scheduler": "system:kube-scheduler,scheduler",
  kwok: "kwok,kwok,system:masters",
  "policy-judge": "policy-judge,policy-judge,system:masters",
} as const;

/** The admission plugins that EKS switches on beyond the defaults or that these tests are about. */
const ADMISSION = [
  "LimitRanger",
  "MutatingAdmissionWebhook",
  "NamespaceLifecycle",
  "NodeRestriction",
  "PodSecurity",
  "Priority",
  "ResourceQuota",
  "ServiceAccount",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionWebhook",
];

/** How long the parts may take to be ready, in milliseconds; on an idle machine it is some five seconds. */
const READY_WITHIN = 180_000;

/** How often the whole is started before giving up: a port may be taken between being found free and being used. */
const ATTEMPTS = 3;

export interface ControlPlaneArgs {
  /** The Kubernetes minor version to behave as, such as `1.35`. */
  readonly version: string;
  readonly progress?: Progress;
}

/** A running control plane. */
export interface ControlPlane {
  readonly api: Api;
  /** A second administrator, whom Pod Security admission lets pass: so that admission policies can be seen alone. */
  readonly judge: Api;
  /** A kubeconfig of a cluster administrator, for looking at a run by hand. */
  readonly kubeconfig: string;
  /** Resident memory by process, in megabytes. */
  memory(): ReadonlyMap<string, number>;
  /** Ends every process; the folder with the logs is removed unless `keep` is set. Gives the folder. */
  stop(keep?: boolean): Promise<string>;
}

/** Builds what is missing, starts everything, and waits until it is ready. */
export async function startControlPlane(args: ControlPlaneArgs): Promise<ControlPlane> {
  const tools = await build(["kubernetes", "kwok"], args.progress);
  for (let attempt = 1; ; attempt += 1) {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "intelliguard-cluster-"));
    const processes = new Processes(dir);
    try {
      return await start(args.version, tools, dir, processes);
    } catch (error) {
      await processes.end();
      const busy = error instanceof Error && error.message.includes("address already in use");
      if (!busy || attempt === ATTEMPTS) {
        throw new Error(`The control plane did not start; its logs are in ${dir}.`, { cause: error });
      }
      fs.rmSync(dir, { recursive: true, force: true });
    }
  }
}

async function start(
  version: string,
  tools: ReadonlyMap<string, string>,
  dir: string,
  processes: Processes,
): Promise<ControlPlane> {
  const [etcdPort, apiPort] = (await freePorts(2)) as [number, number];
  const url = `https://127.0.0.1:${apiPort}`;
  const tool = (name: string): string => tools.get(name) ?? name;
  const tokens = writeCredentials(dir);

  processes.start("etcd", tool("etcd"), etcdArgs(dir, etcdPort));
  processes.start("kube-apiserver", tool("kube-apiserver"), apiserverArgs(dir, etcdPort, apiPort, version));

  // The server signs its own certificate while it starts; the file is also what clients check it against.
  const certificate = path.join(dir, "apiserver.crt");
  const deadline = Date.now() + READY_WITHIN;
  await until("kube-apiserver", deadline, processes, () => fs.existsSync(certificate));
  const ca = fs.readFileSync(certificate, "utf8");
  const api = new Api({ url, ca, token: tokens.admin });
  const judge = new Api({ url, ca, token: tokens["policy-judge"] });
  await until(
    "kube-apiserver",
    deadline,
    processes,
    async () => (await api.ask("GET", "/readyz")).status === 200,
  );

  for (const user of Object.keys(USERS) as (keyof typeof USERS)[]) {
    fs.writeFileSync(kubeconfigOf(dir, user), kubeconfig(url, ca, tokens[user]), { mode: 0o600 });
  }
  processes.start("kube-controller-manager", tool("kube-controller-manager"), controllerManagerArgs(dir));
  processes.start("kube-scheduler", tool("kube-scheduler"), schedulerArgs(dir));
  processes.start("kwok", tool("kwok"), kwokArgs(dir, stages(dir, tool("stages"))));

  // The controller manager is at work once the namespace has its service account.
  await until("kube-controller-manager", deadline, processes, async () => {
    return (await api.ask("GET", "/api/v1/namespaces/default/serviceaccounts/default")).status === 200;
  });
  return {
    api,
    judge,
    kubeconfig: kubeconfigOf(dir, "admin"),
    memory: () => processes.memory(),
    stop: async (keep = false) => {
      api.close();
      judge.close();
      await processes.end();
      if (!keep) fs.rmSync(dir, { recursive: true, force: true });
      return dir;
    },
  };
}

/** Asks again until it is so. @throws when a process ended, or at the deadline */
async function until(
  name: string,
  deadline: number,
  processes: Processes,
  is: () => boolean | Promise<boolean>,
): Promise<void> {
  for (;;) {
    processes.check();
    // A connection that is refused means: not listening yet.
    if (await Promise.resolve(is()).catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(`${name} is not ready in time:\n${processes.tail(name)}`);
    await sleep(100);
  }
}

/** Writes the tokens and the key that signs service account tokens. Gives the tokens. */
function writeCredentials(dir: string): Readonly<Record<keyof typeof USERS, string>> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "sec1", format: "pem" },
  });
  fs.writeFileSync(path.join(dir, "service-account.key"), privateKey, { mode: 0o600 });
  fs.writeFileSync(path.join(dir, "service-account.pub"), publicKey);
  const tokens = Object.fromEntries(
    Object.keys(USERS).map((user) => [user, randomBytes(24).toString("hex")]),
  ) as Record<keyof typeof USERS, string>;
  const lines = Object.entries(USERS).map(([user, who]) => `${tokens[user as keyof typeof USERS]},${who}\n`);
  fs.writeFileSync(path.join(dir, "tokens.csv"), lines.join(""), { mode: 0o600 });
  return tokens;
}

function kubeconfigOf(dir: string, user: string): string {
  return path.join(dir, `${user}.kubeconfig`);
}

/** JSON, which is YAML too. */
function kubeconfig(server: string, ca: string, token: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "test", cluster: { server, "certificate-authority-data": Buffer.from(ca).toString("base64") } },
    ],
    users: [{ name: "user", user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "user" } }],
    "current-context": "test",
  });
}

function etcdArgs(dir: string, port: number): readonly string[] {
  return [
    `--data-dir=${path.join(dir, "etcd")}`,
    `--listen-client-urls=http://127.0.0.1:${port}`,
    `--advertise-client-urls=http://127.0.0.1:${port}`,
    // Nobody joins; any port will do.
    "--listen-peer-urls=http://127.0.0.1:0",
    // The data are thrown away with the run.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

function apiserverArgs(dir: string, etcdPort: number, port: number, version: string): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${port}`,
    `--cert-dir=${dir}`,
    `--emulated-version=kube=${version}`,
    // A loopback address may not stand behind the `kubernetes` service.
    "--endpoint-reconciler-type=none",
    "--service-cluster-ip-range=172.20.0.0/16",
    "--authorization-mode=Node,RBAC",
    `--token-auth-file=${path.join(dir, "tokens.csv")}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${path.join(dir, "service-account.pub")}`,
    `--service-account-signing-key-file=${path.join(dir, "service-account.key")}`,
    `--enable-admission-plugins=${ADMISSION.join(",")}`,
    `--admission-control-config-file=${admissionConfiguration(dir)}`,
    // Without it privileged pods are refused before any policy sees them; EKS sets it too.
    "--allow-privileged=true",
  ];
}

/** Exempts the judge from Pod Security; EKS has no such exemption, and nobody else here has. */
function admissionConfiguration(dir: string): string {
  const file = path.join(dir, "admission.json");
  const configuration = {
    apiVersion: "pod-security.admission.config.k8s.io/v1",
    kind: "PodSecurityConfiguration",
    exemptions: { usernames: ["policy-judge"] },
  };
  const plugins = [{ name: "PodSecurity", configuration }];
  const whole = { apiVersion: "apiserver.config.k8s.io/v1", kind: "AdmissionConfiguration", plugins };
  fs.writeFileSync(file, JSON.stringify(whole));
  return file;
}

function controllerManagerArgs(dir: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigOf(dir, "kube-controller-manager")}`,
    `--service-account-private-key-file=${path.join(dir, "service-account.key")}`,
    `--root-ca-file=${path.join(dir, "apiserver.crt")}`,
    "--use-service-account-credentials=true",
    "--leader-elect=false",
    "--secure-port=0",
    // The default waits five minutes before it looks at a quota again that nothing has touched.
    "--resource-quota-sync-period=10s",
  ];
}

function schedulerArgs(dir: string): readonly string[] {
  return [`--kubeconfig=${kubeconfigOf(dir, "kube-scheduler")}`, "--leader-elect=false", "--secure-port=0"];
}

function kwokArgs(dir: string, config: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigOf(dir, "kwok")}`,
    `--config=${config}`,
    "--manage-all-nodes=true",
    "--node-lease-duration-seconds=40",
    "--server-address=127.0.0.1:0",
  ];
}

/** kwok reads its stages from one file. */
function stages(dir: string, from: string): string {
  const file = path.join(dir, "stages.yaml");
  const sheets = fs.readdirSync(from).map((name) => fs.readFileSync(path.join(from, name), "utf8"));
  fs.writeFileSync(file, sheets.join("\n---\n"));
  return file;
}
