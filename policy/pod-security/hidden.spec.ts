import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { namespaceSubject, subject, unknowns, violations } from "../testing/pods";
import { podRules } from ".";
import type { Level } from "./levels";

const TYPES = ["kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v3:Chart"];

/** Every finding of every pod rule about a chart's values, as `rule path`. */
function judged(values: Values, level: Level = "restricted", type = TYPES[0]!) {
  const chart = subject(type, "chart", { chart: "x", namespace: "tenant", values });
  return podRules.flatMap((rule) => {
    const found = rule.judgeStack?.([namespaceSubject("tenant", level), chart]) ?? [];
    return [...violations(found), ...unknowns(found).map((path) => `? ${path}`)].map(
      (at) => `${rule.id} ${at}`,
    );
  });
}

describe("pods hidden in the values of a chart", () => {
  for (const type of TYPES) {
    it(`are found in a ${type}`, () => {
      const found = judged({ server: { securityContext: { privileged: true } } }, "baseline", type);
      expect(found).to.deep.equal(["pod-privileged values.server.securityContext.privileged"]);
    });
  }

  it("are judged by what the values say, not by what they leave to the chart", () => {
    expect(judged({ replicas: 3, podSecurityContext: { fsGroup: 1000 }, securityContext: {} })).to.deep.equal(
      [],
    );
    expect(
      judged({ containerSecurityContext: { runAsUser: 1000 }, volumes: ["a"], image: {} }),
    ).to.deep.equal([]);
  });

  it("are found wherever values keep them", () => {
    expect(
      judged({
        hostNetwork: true,
        podSecurityContext: { runAsNonRoot: false },
        controller: { containerSecurityContext: { capabilities: { add: ["SYS_ADMIN"] } } },
        extraVolumes: [{ name: "a", hostPath: { path: "/" } }],
        sidecarContainers: [{ image: "x", securityContext: { allowPrivilegeEscalation: true } }],
        service: { ports: [{ hostPort: 80 }] },
        global: { proxy: { privileged: true } },
        pools: [{ seccompProfile: { type: "Unconfined" } }],
      }),
    ).to.have.members([
      "pod-host-namespaces values.hostNetwork",
      "pod-run-as-non-root values.podSecurityContext.runAsNonRoot",
      "pod-capabilities-restricted values.controller.containerSecurityContext.capabilities.add[0]",
      "pod-volume-types values.extraVolumes[0]",
      "pod-documented-volume-types values.extraVolumes[0]",
      "pod-privilege-escalation values.sidecarContainers[0].securityContext.allowPrivilegeEscalation",
      "pod-host-ports values.service.ports[0].hostPort",
      "pod-privileged values.global.proxy.privileged",
      "pod-seccomp-restricted values.pools[0].seccompProfile.type",
      "pod-seccomp-runtime-default values.pools[0].seccompProfile.type",
    ]);
  });

  it("are not there when a part is switched off", () => {
    expect(judged({ agent: { enabled: false, hostPID: true } })).to.deep.equal([]);
    expect(judged({ securityContext: { enabled: false, privileged: true } })).to.deep.equal([]);
  });

  it("are judged at the level of the chart's namespace", () => {
    const values = { hostPID: true, securityContext: { readOnlyRootFilesystem: false } };
    expect(judged(values, "baseline")).to.deep.equal(["pod-host-namespaces values.hostPID"]);
    expect(judged(values, "privileged")).to.deep.equal([]);
  });

  it("are judged at the level of another namespace where a part is put there", () => {
    const chart = subject(TYPES[0]!, "chart", {
      namespace: "tenant",
      values: { exporter: { namespaceOverride: "node-exporter", hostPID: true }, other: { hostIPC: true } },
    });
    const namespaces = [
      namespaceSubject("tenant", "restricted"),
      namespaceSubject("node-exporter", "privileged"),
    ];
    const found = podRules.flatMap(({ judgeStack }) => judgeStack?.([...namespaces, chart]) ?? []);
    expect(violations(found)).to.deep.equal(["values.other.hostIPC"]);
  });

  it("are a system component's in the namespace of one, and nobody's elsewhere", () => {
    const judgedIn = (namespace: string) => {
      const values = {
        securityContext: { privileged: true },
        volumes: [{ name: "a", hostPath: { path: "/dev" } }],
      };
      const chart = subject(TYPES[0]!, "chart", { namespace, values });
      return podRules.flatMap(
        ({ judgeStack }) => judgeStack?.([namespaceSubject(namespace, "privileged"), chart]) ?? [],
      );
    };
    expect(judgedIn("nvidia-device-plugin")).to.deep.equal([]);
    expect(violations(judgedIn("elsewhere"))).to.deep.equal([
      "values.volumes[0].hostPath.path",
      "values.securityContext.privileged",
    ]);
  });

  it("are not known yet where the value is not", () => {
    expect(judged({ securityContext: { privileged: UNKNOWN } })).to.deep.equal([
      "pod-privileged ? values.securityContext.privileged",
    ]);
    expect(judged({ hostPort: UNKNOWN })).to.deep.equal(["pod-host-ports ? values.hostPort"]);
    expect(judged({ containerSecurityContext: UNKNOWN })).to.include.members([
      "pod-privileged ? values.containerSecurityContext",
      "pod-run-as-non-root ? values.containerSecurityContext",
    ]);
    expect(judged({ seccompProfile: UNKNOWN, replicas: UNKNOWN })).to.include(
      "pod-seccomp-restricted ? values.seccompProfile",
    );
    const chart = subject(TYPES[0]!, "chart", { namespace: "tenant", values: UNKNOWN });
    const found = podRules.flatMap(({ judgeStack }) => judgeStack?.([chart]) ?? []);
    expect(violations(found)).to.deep.equal([]);
    expect([...new Set(unknowns(found))]).to.deep.equal(["values"]);
  });
});
