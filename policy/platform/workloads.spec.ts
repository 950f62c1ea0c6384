import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { containerResources } from "./container-resources";
import { disruptionBudget } from "./disruption-budget";
import { probes } from "./probes";
import { serviceAccount } from "./service-account";
import { zoneSpread } from "./zone-spread";

const labels = { app: "api" };
const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } };
const probe = { httpGet: { path: "/", port: 8080 } };
const container: Values = {
  name: "api",
  image: "ghcr.io/a/b:1.2.3",
  resources,
  readinessProbe: probe,
  livenessProbe: probe,
};

/** A deployment whose pod's spec has some fields in place of good ones. */
function deployment(spec: Value, replicas: Value = 1, type = "kubernetes:apps/v1:Deployment") {
  const metadata = { name: "api", namespace: "security-core" };
  return sample(
    type,
    { metadata, spec: { replicas, template: { metadata: { labels }, spec } } },
    { name: "api" },
  );
}
const pod = "spec.template.spec";

describe("rule container-resources", () => {
  const judged = (...containers: Value[]) => found(containerResources, deployment({ containers }));

  it("passes requests and a limit of memory, on the container or on the pod", () => {
    expect(judged(container)).to.be.empty;
    expect(found(containerResources, deployment({ resources, containers: [{ name: "api" }] }))).to.be.empty;
  });

  it("takes a limit for a request where there is none, as the server does", () => {
    const limits = { cpu: "1", memory: "1Gi" };
    expect(judged({ name: "a", resources: { limits } })).to.be.empty;
    const open: Values = { name: "a", resources: { limits: { ...limits, cpu: UNKNOWN } } };
    expect(judged(open)).to.eql([`${pod}.containers[0].resources.limits.cpu is not known yet`]);
  });

  it("names each one that is missing, in init containers too", () => {
    const half = { name: "b", resources: { requests: { cpu: "1" } } };
    expect(judged(container, half)).to.eql([
      `${pod}.containers[1].resources.requests.memory: Set requests.memory of container "b"; it is not set.`,
      `${pod}.containers[1].resources.limits.memory: Set limits.memory of container "b"; it is not set.`,
    ]);
    expect(
      found(containerResources, deployment({ initContainers: [{ name: "i" }], containers: [] })),
    ).to.have.length(3);
  });

  it("says what is not known yet once, and still judges its neighbours", () => {
    const open: Values = { name: "a", resources: UNKNOWN };
    expect(judged(open, { name: "b", resources: { ...resources, limits: {} } })).to.eql([
      `${pod}.containers[0].resources is not known yet`,
      `${pod}.containers[1].resources.limits.memory: Set limits.memory of container "b"; it is not set.`,
    ]);
    expect(found(containerResources, deployment(UNKNOWN))).to.have.length(1);
  });
});

describe("rule container-probes", () => {
  it("passes both probes, and pods that end", () => {
    expect(found(probes, deployment({ containers: [container] }))).to.be.empty;
    const job = { spec: { template: { spec: { containers: [{ name: "once" }] } } } };
    expect(found(probes, sample("kubernetes:batch/v1:Job", job))).to.be.empty;
  });

  it("names each one that is missing", () => {
    expect(found(probes, deployment({ containers: [{ name: "api", readinessProbe: probe }] }))).to.eql([
      `${pod}.containers[0].livenessProbe: Add a livenessProbe to container "api": nothing says when it has to be started again.`,
    ]);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    const containers: Value = [UNKNOWN, { name: "b", readinessProbe: UNKNOWN, livenessProbe: probe }];
    expect(found(probes, deployment({ containers }))).to.eql([
      `${pod}.containers[0] is not known yet`,
      `${pod}.containers[1].readinessProbe is not known yet`,
    ]);
  });
});

describe("rule no-default-service-account-token", () => {
  const judged = (spec: Value) => found(serviceAccount, deployment(spec));

  it("passes an account of its own, and no token", () => {
    expect(judged({ serviceAccountName: "api" })).to.be.empty;
    expect(judged({ serviceAccount: "api" })).to.be.empty;
    expect(judged({ automountServiceAccountToken: false })).to.be.empty;
  });

  it("refuses the default account's token", () => {
    for (const spec of [{}, { serviceAccountName: "default" }, { automountServiceAccountToken: true }])
      expect(judged(spec)).to.eql([
        `${pod}.serviceAccountName: Name a service account of its own, or set automountServiceAccountToken to false.`,
      ]);
  });

  it("says what is not known yet, where it decides", () => {
    expect(judged({ serviceAccountName: UNKNOWN })).to.eql([`${pod}.serviceAccountName is not known yet`]);
    expect(judged({ automountServiceAccountToken: UNKNOWN })).to.eql([
      `${pod}.automountServiceAccountToken is not known yet`,
    ]);
    expect(judged({ serviceAccountName: "api", automountServiceAccountToken: UNKNOWN })).to.be.empty;
  });
});

describe("rule zone-spread", () => {
  const zone = "topology.kubernetes.io/zone";
  const judged = (spec: Value, replicas: Value = 3) => found(zoneSpread, deployment(spec, replicas));

  it("passes one replica, and a spread of either kind", () => {
    expect(judged({}, 1)).to.be.empty;
    expect(judged({ topologySpreadConstraints: [{ topologyKey: zone, maxSkew: 1 }] })).to.be.empty;
    const term = { weight: 100, podAffinityTerm: { topologyKey: zone } };
    const podAntiAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [term] };
    expect(judged({ affinity: { podAntiAffinity } })).to.be.empty;
  });

  it("refuses more without", () => {
    expect(judged({ topologySpreadConstraints: [{ topologyKey: "kubernetes.io/hostname" }] })).to.eql([
      `${pod}.topologySpreadConstraints: Spread the 3 pods of api over zones by ${zone}.`,
    ]);
  });

  it("says what is not known yet, where it decides", () => {
    expect(judged({ topologySpreadConstraints: UNKNOWN })).to.eql([
      `${pod}.topologySpreadConstraints is not known yet`,
    ]);
    expect(judged({ topologySpreadConstraints: [{ topologyKey: zone }] }, UNKNOWN)).to.be.empty;
    expect(judged({}, UNKNOWN)).to.have.length(1);
  });
});

describe("rule disruption-budget", () => {
  const budget = (matchLabels: Value, namespace: Value = "security-core") =>
    sample("kubernetes:policy/v1:PodDisruptionBudget", {
      metadata: { name: "api", namespace },
      spec: { maxUnavailable: 1, selector: { matchLabels } },
    });
  const three = deployment({}, 3);

  it("passes one replica, and more with a budget that selects them", () => {
    expect(found(disruptionBudget, deployment({}, 1))).to.be.empty;
    expect(found(disruptionBudget, [three, budget({ app: "api" })])).to.be.empty;
  });

  it("refuses more without, or with a budget of others", () => {
    const missing = [
      "spec.replicas: Add a PodDisruptionBudget for the 3 pods of security-core/api; none selects them.",
    ];
    expect(found(disruptionBudget, three)).to.eql(missing);
    expect(found(disruptionBudget, [three, budget({ app: "web" })])).to.eql(missing);
    expect(found(disruptionBudget, [three, budget({ app: "api" }, "analytics")])).to.eql(missing);
  });

  it("says what is not known yet", () => {
    expect(found(disruptionBudget, [three, budget(UNKNOWN)])).to.have.length(1);
    expect(found(disruptionBudget, [three, budget({ app: "api" }, UNKNOWN)])).to.eql([
      "metadata.namespace is not known yet",
    ]);
    expect(found(disruptionBudget, sample("kubernetes:apps/v1:Deployment", {}))).to.eql([
      "spec is not known yet",
    ]);
    expect(found(disruptionBudget, deployment({}, UNKNOWN))).to.eql(["spec.replicas is not known yet"]);
  });
});
