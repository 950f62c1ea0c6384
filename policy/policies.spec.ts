import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { Secret } from "@pulumi/policy";
import { createRequire } from "node:module";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { deserialiseOnce, MARK, SECRET, secretsOf } from "./once";
import { policies, policyOf } from "./policies";
import { remediated } from "./remediation";
import { UNKNOWN, type Rule, type Subject, type Value, type Values } from "./rule";
import { rules } from "./rules";
import { plain, subjectOf } from "./subject";
import { shown } from "./values";

const ASSET = { [MARK]: "c44067f5952c0a294b673a41bacd8c17", path: "a.txt", hash: "x" };
const secret = (value: unknown) => ({ [MARK]: SECRET, value });

const rule: Rule = {
  id: "a-rule",
  family: "platform",
  title: "Do it",
  severity: "low",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "AC-6" }],
  why: "Because.",
  remedy: "Do it now.",
  exemptions: [],
};

/** What a policy is given besides the resource. */
const args = (props: Record<string, unknown>, config: object = {}, type = "aws:s3/bucket:Bucket") => ({
  type,
  name: "b",
  urn: `urn:pulumi:test::p::${type}::b`,
  props,
  opts: { protect: true, ignoreChanges: [], aliases: [], customTimeouts: {}, additionalSecretOutputs: [] },
  stackTags: new Map(),
  getConfig: () => config,
});

/** Runs a resource policy and gives what it reported. */
function report(one: Rule, given: ReturnType<typeof args>) {
  const found: { message: string; enforcementLevel?: string }[] = [];
  const policy = policyOf(one) as ResourceValidationPolicy;
  const validate = policy.validateResource as (args: unknown, report: unknown) => void;
  validate(given, (violation: { message: string }) => found.push(violation));
  return found;
}

describe("a rule as a CrossGuard policy", () => {
  it("is one policy per rule, by the rule's id", () => {
    expect(policies(rules).map(({ name }) => name)).to.deep.equal(rules.map(({ id }) => id));
    const kinds = policies(rules).map((one) => ({
      resource: "validateResource" in one,
      stack: "validateStack" in one,
      remedy: "remediateResource" in one,
    }));
    expect(kinds).to.deep.equal(
      rules.map(({ judge, judgeStack, remediate }) => ({
        resource: judge !== undefined,
        stack: judgeStack !== undefined,
        remedy: remediate !== undefined,
      })),
    );
  });

  it("reports each violation with title, place and remedy, and what is unknown once, as advice", () => {
    const found = report(
      {
        ...rule,
        judge: () => [
          { kind: "unknown", path: "a" },
          { kind: "violation", path: "b", message: "must not be" },
          { kind: "unknown", path: "c" },
          { kind: "unknown", path: "a" },
        ],
      },
      args({}),
    );
    expect(found).to.deep.equal([
      { message: "Do it\nb: must not be\nRemedy: Do it now." },
      { message: "Do it\nnot known yet: a, c", enforcementLevel: "advisory" },
    ]);
  });

  it("hands the rule the stack's options, not its exemptions", () => {
    const seen: unknown[] = [];
    const curious: Rule = { ...rule, judge: (_, options) => (seen.push(options), []) };
    report(curious, args({}, { registries: ["a"], exemptions: [] }));
    expect(seen).to.deep.equal([{ registries: ["a"] }]);
  });

  it("shows no secret, not even the beginning of a long one", () => {
    const long = "s3cr3t".repeat(20);
    const telltale: Rule = {
      ...rule,
      judge: ({ inputs }) => [
        { kind: "violation", path: "a", message: `${shown(inputs.a)}, whole: ${inputs.a as string}` },
      ],
    };
    const struct = { toJavaScript: () => ({ a: secret(long) }) };
    const module = { deserializeProperties: () => ({ a: long }) };
    deserialiseOnce(module);
    const once = module.deserializeProperties as unknown as (struct: object) => Record<string, unknown>;
    const [found] = report(telltale, args(once(struct)));
    expect(found?.message).to.contain("a: [secret], whole: [secret]");
  });

  it("skips what the rule is not about, and what is exempt", () => {
    const strict: Rule = { ...rule, judge: () => [{ kind: "violation", path: "a", message: "no" }] };
    expect(report({ ...strict, types: ["aws:ec2/vpc:Vpc"] }, args({}))).to.deep.equal([]);
    const resource = { type: "aws:s3/bucket:Bucket", name: "b" };
    const exempt = { resource, reason: "a reason", expires: "9999-01-01" };
    expect(report({ ...strict, exemptions: [exempt] }, args({}))).to.deep.equal([]);
    expect(report(strict, args({}, { exemptions: [exempt] }))).to.deep.equal([]);
    const other = { ...exempt, resource: { ...resource, name: "c" } };
    expect(report({ ...strict, exemptions: [other] }, args({}))).to.have.lengthOf(1);
  });

  it("reports on the resource of the stack that is wrong, unless that one is exempt", () => {
    const whole: Rule = {
      ...rule,
      exemptions: [{ namespace: "exempt", reason: "a reason", expires: "9999-01-01" }],
      judgeStack: (subjects) =>
        subjects.map(({ urn }) => ({ kind: "violation", path: "a", message: "no", urn })),
    };
    const found: { urn: string }[] = [];
    const pod = (namespace: string) => ({
      ...args({ metadata: { namespace } }, {}, "kubernetes:core/v1:Pod"),
      urn: namespace,
      propertyDependencies: {},
    });
    const { validateStack } = policyOf(whole) as StackValidationPolicy;
    const stack = { resources: [pod("exempt"), pod("other")], getConfig: () => ({}) };
    void validateStack(
      stack as unknown as Parameters<typeof validateStack>[0],
      ((violation: { urn: string }) => found.push(violation)) as unknown as Parameters<
        typeof validateStack
      >[1],
    );
    expect(found.map(({ urn }) => urn)).to.deep.equal(["other"]);
  });
});

describe("a resource as rules see it", () => {
  it("has secrets in clear, unknown values as such, and assets by where they are", () => {
    expect(plain({ a: secret({ b: "c" }), d: unknownValue, e: [1, true, null], f: ASSET })).to.deep.equal({
      a: { b: "c" },
      d: UNKNOWN,
      e: [1, true, null],
      f: { path: "a.txt" },
    });
  });

  it("is built once for one set of properties", () => {
    const props = { a: 1 };
    const [first, second] = [subjectOf(args(props) as never), subjectOf(args(props) as never)];
    expect(first).to.equal(second);
    expect(first).to.deep.include({
      type: "aws:s3/bucket:Bucket",
      name: "b",
      protect: true,
      inputs: { a: 1 },
    });
    expect(subjectOf(args({ a: 1 }) as never)).to.not.equal(first);
  });
});

describe("unpacking a request", () => {
  const server = createRequire(__filename)("@pulumi/policy/server") as {
    makeAnalyzeRpcFun: (
      ...args: unknown[]
    ) => (call: object, done: (error: Error | null, answer: unknown) => void) => void;
  };

  it("happens once, however many policies there are", async () => {
    deserialiseOnce();
    const seen = new Set<Subject>();
    const one: Rule = { ...rule, judge: (subject) => (seen.add(subject), []) };
    const pack = policies([one, { ...one, id: "another-rule" }, { ...one, id: "a-third-rule" }]);
    const request = new messages.AnalyzeRequest();
    let unpacked = 0;
    const struct = Struct.fromJavaScript({ a: secret("hidden") });
    const toJavaScript = struct.toJavaScript.bind(struct);
    struct.toJavaScript = () => {
      unpacked += 1;
      return toJavaScript();
    };
    request.setType("aws:s3/bucket:Bucket");
    request.setProperties(struct);
    request.setOptions(new messages.AnalyzerResourceOptions());
    const analyze = server.makeAnalyzeRpcFun("pack", "1.0.0", "advisory", pack);
    await new Promise<void>((resolve, reject) => {
      analyze({ request }, (error) => (error instanceof Error ? reject(error) : resolve()));
    });
    expect(unpacked).to.equal(1);
    expect([...seen].map(({ inputs }) => inputs)).to.deep.equal([{ a: "hidden" }]);
  });

  it("is wrapped once, keeps remediations apart, and remembers what was secret", () => {
    const made: object[] = [];
    const module = {
      deserializeProperties: (struct: { toJavaScript(): Record<string, unknown> }) => {
        const result = { ...struct.toJavaScript() };
        made.push(result);
        return result;
      },
    };
    deserialiseOnce(module);
    const once = module.deserializeProperties as (struct: object, proxySecrets: boolean) => object;
    deserialiseOnce(module);
    expect(module.deserializeProperties).to.equal(once);
    const struct = { toJavaScript: () => ({ a: secret({ b: ["first", "the second"] }), c: "open" }) };
    expect(once(struct, false)).to.equal(once(struct, false));
    expect(once(struct, true)).to.not.equal(once(struct, true));
    expect(made).to.have.lengthOf(3);
    expect(secretsOf(once(struct, false))).to.deep.equal(["the second", "first"]);
  });
});

describe("a remediation", () => {
  it("changes what the rule changed, and leaves secrets, assets and unknowns as they were", () => {
    const hidden = new Secret("hidden");
    const original = { a: hidden, b: { c: unknownValue, d: 1 }, e: [ASSET] };
    const before = plain({ ...original, a: "hidden" }) as Values;
    const after: Values = { ...before, b: { ...(before.b as Values), d: 2 }, f: [UNKNOWN, { g: true }] };
    const result = remediated(original, before, after) as Record<string, Value>;
    expect(result.a).to.equal(hidden);
    expect(result.b).to.deep.equal({ c: unknownValue, d: 2 });
    expect(result.e).to.equal(original.e);
    expect(result.f).to.deep.equal([unknownValue, { g: true }]);
    const changed = remediated({ a: new Secret({ x: 1 }) }, { a: { x: 1 } }, { a: { x: 2 } }) as {
      a: Secret;
    };
    expect(changed.a).to.be.instanceOf(Secret);
    expect(changed.a.value).to.deep.equal({ x: 2 });
  });

  it("says nothing about a resource that is fine, exempt or of another type", () => {
    const fixing: Rule = {
      ...rule,
      types: ["aws:s3/bucket:Bucket"],
      remediate: ({ inputs }) => (inputs.encrypted === true ? undefined : { ...inputs, encrypted: true }),
    };
    const run = (one: Rule, given: ReturnType<typeof args>) =>
      ((policyOf(one) as ResourceValidationPolicy).remediateResource as (args: unknown) => unknown)(given);
    expect(run(fixing, args({ a: 1 }))).to.deep.equal({ a: 1, encrypted: true });
    expect(run(fixing, args({ encrypted: true }))).to.equal(undefined);
    expect(run(fixing, args({ a: 1 }, {}, "aws:ec2/vpc:Vpc"))).to.equal(undefined);
    const resource = { type: "aws:s3/bucket:Bucket", name: "b" };
    const exemptions = [{ resource, reason: "a reason", expires: "9999-01-01" }];
    expect(run({ ...fixing, exemptions }, args({ a: 1 }))).to.equal(undefined);
  });
});

describe("the stack", () => {
  it("is judged by what its resources were asked to be: objects of a cluster to come have no outputs", () => {
    const type = "kubernetes:core/v1:Pod";
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "b", namespace: "tools" } };
    const spec = { containers: [{ name: "c", image: "c:1.0.0", securityContext: { privileged: true } }] };
    const made = policies(rules);
    const given = { ...args({ ...pod, spec }, {}, type) };
    const resourcePolicy = made.find((one) => "validateResource" in one) as ResourceValidationPolicy;
    (resourcePolicy.validateResource as (args: unknown, report: unknown) => void)(given, () => undefined);

    const found: string[] = [];
    const stackPolicy = made.find(({ name }) => name === "pod-privileged") as StackValidationPolicy;
    void stackPolicy.validateStack(
      {
        resources: [{ ...given, props: {}, dependencies: [], propertyDependencies: {} }],
        stackTags: new Map(),
        getConfig: () => ({}),
        notApplicable: () => {
          throw new Error("applies");
        },
      } as unknown as Parameters<StackValidationPolicy["validateStack"]>[0],
      ((violation: { message: string }) => found.push(violation.message)) as never,
    );
    expect(found).to.have.lengthOf(1);
    expect(found[0]).to.contain("privileged");
  });
});
