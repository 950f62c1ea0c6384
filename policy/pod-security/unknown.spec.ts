import { expect } from "chai";
import fc from "fast-check";
import { UNKNOWN, type Value, type Values } from "../rule";
import { unknowns, violations } from "../testing/pods";
import { podRules, type Pod } from ".";

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const partly = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const profile = partly({ type: some("RuntimeDefault", "Localhost", "Unconfined") });
const context = partly({
  privileged: fc.boolean(),
  runAsNonRoot: fc.boolean(),
  runAsUser: some(0, 1000, 65534),
  runAsGroup: some(0, 65534),
  fsGroup: some(0, 65534),
  allowPrivilegeEscalation: fc.boolean(),
  readOnlyRootFilesystem: fc.boolean(),
  procMount: some("Default", "Unmasked"),
  capabilities: partly({
    add: fc.subarray(["CHOWN", "NET_ADMIN", "NET_BIND_SERVICE"]),
    drop: fc.subarray(["ALL", "CHOWN"]),
  }),
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: partly({ type: some("container_t", "spc_t"), user: some("", "u") }),
  windowsOptions: partly({ hostProcess: fc.boolean() }),
  sysctls: fc.subarray([{ name: "net.ipv4.tcp_rmem" }, { name: "kernel.msgmax" }]),
});
const container = partly({
  securityContext: context,
  ports: fc.subarray([{ hostPort: 80 }, { hostPort: 0 }]),
  livenessProbe: partly({ httpGet: partly({ host: some("", "a") }) }),
  volumeMounts: fc.subarray([{ name: "log", readOnly: true }, { name: "log" }]),
});
const metadata = partly({
  annotations: fc
    .subarray(["unconfined", "runtime/default"])
    .map((values) =>
      Object.fromEntries(
        values.map((value) => [`container.apparmor.security.beta.kubernetes.io/${value.length}`, value]),
      ),
    ),
});
const volumes = fc.subarray([
  { name: "log", hostPath: { path: "/var/log" } },
  { name: "root", hostPath: { path: "/" } },
  { name: "csi", csi: {} },
  { name: "none" },
]);
const spec = partly({
  hostNetwork: fc.boolean(),
  hostPID: fc.boolean(),
  hostUsers: fc.boolean(),
  os: partly({ name: some("linux", "windows") }),
  securityContext: context,
  initContainers: fc.array(container, { maxLength: 1 }),
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  volumes,
});
const pods = fc.record({ metadata, spec }) as unknown as fc.Arbitrary<Pod>;

/** Every place in a value, as the keys that lead there. */
function placesIn(value: Value): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => [
    [key],
    ...placesIn(field).map((rest) => [key, ...rest]),
  ]);
}

/** The value with one place not known. */
function without(value: Value, [key, ...rest]: readonly string[]): Value {
  if (key === undefined) return UNKNOWN;
  if (Array.isArray(value)) {
    return value.map((item: Value, index) => (String(index) === key ? without(item, rest) : item));
  }
  const fields = value as Values;
  return { ...fields, [key]: without(fields[key], rest) };
}

describe("a value that is not known yet, anywhere in any pod", () => {
  it("neither hides nor invents a violation: what is found stands, and what is not found cannot come", () => {
    const cases = pods.chain((pod) => {
      const places = placesIn({ metadata: pod.metadata, spec: pod.spec });
      return fc.record({ pod: fc.constant(pod), place: fc.constantFrom(...places) });
    });
    fc.assert(
      fc.property(cases, ({ pod, place }) => {
        const partial = without({ metadata: pod.metadata, spec: pod.spec }, place) as unknown as Pod;
        for (const rule of podRules) {
          const broken = violations(rule.check(pod)).length > 0;
          const found = rule.check(partial);
          if (violations(found).length > 0) expect(broken, `${rule.id} invents`).to.equal(true);
          if (broken) expect(found.length, `${rule.id} hides`).to.be.greaterThan(0);
          for (const path of unknowns(found)) expect(path, rule.id).to.match(/^(spec|metadata)/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
