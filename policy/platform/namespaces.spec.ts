import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { defaultDeny } from "./default-deny";
import { defaultNamespace } from "./default-namespace";
import { quotaDefaults } from "./quota-defaults";
import { rbacBinding, rbacWildcard } from "./rbac";
import { selects } from "./selectors";

const namespace = sample(
  "kubernetes:core/v1:Namespace",
  { metadata: { name: "analytics" } },
  { name: "analytics" },
);

describe("rule namespace-default-deny", () => {
  const deny: Values = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
  const policy = (spec: Value, of: Value = "analytics", from?: string[]) =>
    sample(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      { metadata: { name: "deny", namespace: of }, spec },
      { dependencies: from && { metadata: from } },
    );
  const missing = [
    "networkPolicy: Add a NetworkPolicy to namespace analytics that selects every pod and allows nothing in either direction.",
  ];

  it("passes a namespace with one", () => {
    expect(found(defaultDeny, [namespace, policy(deny)])).to.be.empty;
    expect(found(defaultDeny, [namespace, policy(deny, UNKNOWN, [namespace.urn])])).to.be.empty;
  });

  it("refuses a namespace without, or with less", () => {
    expect(found(defaultDeny, namespace)).to.eql(missing);
    for (const less of [
      { ...deny, policyTypes: ["Ingress"] },
      { ...deny, podSelector: { matchLabels: { app: "a" } } },
      { ...deny, egress: [{}] },
    ])
      expect(found(defaultDeny, [namespace, policy(less)])).to.eql(missing);
    expect(found(defaultDeny, [namespace, policy(deny, "other")])).to.eql(missing);
  });

  it("takes objects without any outputs for not known yet", () => {
    const blank = sample("kubernetes:core/v1:Namespace", {});
    expect(found(defaultDeny, [blank, policy(deny)])).to.eql(["metadata is not known yet"]);
    const some = sample("kubernetes:networking.k8s.io/v1:NetworkPolicy", {});
    expect(found(defaultDeny, [namespace, some])).to.eql(["metadata.namespace is not known yet"]);
    expect(found(quotaDefaults, sample("kubernetes:core/v1:ResourceQuota", {}))).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(found(defaultDeny, [namespace, policy(UNKNOWN)])).to.eql(["spec is not known yet"]);
    expect(found(defaultDeny, [namespace, policy(deny, UNKNOWN)])).to.eql([
      "metadata.namespace is not known yet",
    ]);
  });
});

describe("rule quota-has-defaults", () => {
  const quota = (hard: Value, of: Value = "analytics") =>
    sample("kubernetes:core/v1:ResourceQuota", { metadata: { name: "q", namespace: of }, spec: { hard } });
  const range = (of: Value) =>
    sample("kubernetes:core/v1:LimitRange", { metadata: { name: "r", namespace: of } });

  it("passes a quota with defaults beside it, and one of other things", () => {
    expect(found(quotaDefaults, [quota({ "requests.cpu": "24" }), range("analytics")])).to.be.empty;
    expect(found(quotaDefaults, quota({ pods: "10" }))).to.be.empty;
  });

  it("refuses a quota alone", () => {
    expect(found(quotaDefaults, [quota({ "requests.cpu": "24" }), range("other")])).to.eql([
      "spec.hard: Add a LimitRange beside quota analytics/q; its namespace has none.",
    ]);
  });

  it("says what is not known yet", () => {
    expect(found(quotaDefaults, [quota({ cpu: "1" }), range(UNKNOWN)])).to.eql([
      "metadata.namespace is not known yet",
    ]);
    expect(found(quotaDefaults, quota({ cpu: "1" }, UNKNOWN))).to.eql([
      "metadata.namespace is not known yet",
    ]);
  });
});

describe("rule no-default-namespace", () => {
  const judged = (metadata: Value, type = "kubernetes:core/v1:ConfigMap") =>
    found(defaultNamespace, sample(type, { metadata, spec: { containers: [] } }));

  it("passes named namespaces, and what has none", () => {
    expect(judged({ name: "a", namespace: "analytics" })).to.be.empty;
    expect(judged({ name: "a" }, "kubernetes:core/v1:Namespace")).to.be.empty;
  });

  it("refuses default, said or left out", () => {
    for (const metadata of [{ name: "a" }, { name: "a", namespace: "default" }])
      expect(judged(metadata)).to.eql([
        "metadata.namespace: Name a namespace for thing; it would go to default.",
      ]);
    expect(judged({ name: "a" }, "kubernetes:core/v1:Pod")).to.have.length(1);
    expect(found(defaultNamespace, sample("kubernetes:helm.sh/v4:Chart", { chart: "a" }))).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(judged({ namespace: UNKNOWN })).to.eql(["metadata.namespace is not known yet"]);
  });
});

describe("rule rbac-no-wildcard", () => {
  const judged = (...rules: Value[]) =>
    found(
      rbacWildcard,
      sample("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { metadata: { name: "r" }, rules }),
    );

  it("passes names, refuses wildcards, says what is not known yet", () => {
    expect(judged({ apiGroups: [""], resources: ["pods"], verbs: ["get"] })).to.be.empty;
    expect(judged({ apiGroups: [""], resources: ["pods"], verbs: ["*"] })).to.eql([
      "rules[0].verbs[0]: Replace * in rules[0].verbs[0] of role r by what is needed.",
    ]);
    expect(judged({ apiGroups: UNKNOWN, resources: ["*"], verbs: ["get"] })).to.have.length(2);
  });
});

describe("rule rbac-no-anybody", () => {
  const judged = (role: Value, ...subjects: Value[]) =>
    found(
      rbacBinding,
      sample("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding", {
        metadata: { name: "b" },
        roleRef: { kind: "ClusterRole", name: role },
        subjects,
      }),
    );
  const own = { kind: "ServiceAccount", name: "api", namespace: "analytics" };

  it("passes a role of its own for an account of its own", () => {
    expect(judged("view", own)).to.be.empty;
  });

  it("refuses cluster-admin, default accounts and anonymous callers", () => {
    expect(judged("cluster-admin", own)).to.eql([
      "roleRef.name: Bind a role with the needed rights in binding b in place of cluster-admin.",
    ]);
    expect(judged("view", own, { ...own, name: "default" })).to.eql([
      "subjects[1].name: Name an account of its own in binding b in place of default.",
    ]);
    for (const name of ["unauthenticated", "authenticated", "serviceaccounts", "masters"])
      expect(judged("view", { kind: "Group", name: `system:${name}` }), name).to.have.length(1);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    const open: Values = { ...own, name: UNKNOWN };
    expect(judged(UNKNOWN, UNKNOWN, open, { ...own, name: "default" })).to.have.length(4);
  });
});

describe("selects", () => {
  it("reads selectors as Kubernetes does", () => {
    const labels = { app: "api", tier: "web" };
    expect(selects({}, labels)).to.equal(true);
    expect(selects(undefined, labels)).to.equal(false);
    const expression = (operator: string, values?: string[]) => ({
      matchExpressions: [{ key: "app", operator, ...(values && { values }) }],
    });
    expect(selects(expression("In", ["api"]), labels)).to.equal(true);
    expect(selects(expression("NotIn", ["api"]), labels)).to.equal(false);
    expect(selects(expression("Exists"), labels)).to.equal(true);
    expect(selects(expression("DoesNotExist"), labels)).to.equal(false);
  });

  it("is undecided only while nothing known decides", () => {
    const half: Values = { app: UNKNOWN, tier: "web" };
    expect(selects({ matchLabels: { app: "api" } }, half)).to.equal(UNKNOWN);
    expect(selects({ matchLabels: { app: "api", tier: "data" } }, half)).to.equal(false);
  });
});
