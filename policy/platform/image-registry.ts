import { AWS_ADDONS } from "./aws-addons";
import { At, violation } from "../pod-security/at";
import { containersOf, named } from "../pod-security/pod";
import { UNKNOWN, type Finding, type Rule, type Subject, type Value, type Values } from "../rule";
import { isList } from "../values";
import { imageOf } from "./image";
import { wholePods } from "./pods";

/** Registries of those who make what this platform runs. `*` stands for anything but a dot. */
const REGISTRIES: readonly string[] = [
  "*.dkr.ecr.*.amazonaws.com",
  "public.ecr.aws",
  "docker.elastic.co",
  "ecr-public.aws.com",
  "ghcr.io",
  "nvcr.io",
  "quay.io",
  "registry.istio.io",
  "registry.k8s.io",
];
/** Repositories of registries that anybody may push to, of publishers that are known. */
const REPOSITORIES: readonly string[] = [
  "docker.io/curlimages/",
  "docker.io/fluent/",
  "docker.io/grafana/",
  "docker.io/hashicorp/",
  "docker.io/istio/",
  "docker.io/jaegertracing/",
  "docker.io/library/",
  "docker.io/velero/",
];

function isAllowed(reference: string, options?: Values): boolean {
  const { registry, repository } = imageOf(reference);
  const stated = options?.registries;
  const allowed = isList(stated)
    ? stated.filter((one) => typeof one === "string")
    : [...REGISTRIES, ...REPOSITORIES];
  const official =
    registry === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository;
  const full = `${registry}/${official}`;
  return allowed.some((one) => {
    const pattern = one.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^./]+");
    return new RegExp(`^${pattern}${one.endsWith("/") ? "" : "/"}`).test(`${full}/`);
  });
}

function judgeReference(at: At, owner: string, options?: Values): Finding[] {
  if (at.unknown) return [{ kind: "unknown", path: at.path }];
  if (typeof at.value !== "string" || at.value === "" || isAllowed(at.value, options)) return [];
  const { registry } = imageOf(at.value);
  return [
    violation(at, `Take the image of ${owner} from an allowed registry; ${at.value} is from ${registry}.`),
  ];
}

/** Images in the values of a chart, written as `registry`, `repository` and `tag`, or as one reference. */
function judgeValues(at: At, options?: Values): Finding[] {
  const here = at.get("registry");
  const repository = at.get("repository");
  const stated: Value = here.value;
  const own =
    typeof repository.value !== "string" || stated === UNKNOWN
      ? []
      : judgeReference(
          new At(
            typeof stated === "string" && stated !== "" ? `${stated}/${repository.value}` : repository.value,
            repository.path,
          ),
          "the chart",
          options,
        );
  const unknown: Finding[] =
    stated === UNKNOWN && repository.value !== undefined ? [{ kind: "unknown", path: here.path }] : [];
  const inner = [...at.fields().map(([key]) => at.get(key)), ...at.items()].flatMap((field) =>
    typeof field.value === "object" && field.value !== null ? judgeValues(field, options) : [],
  );
  return [...own, ...unknown, ...inner];
}

function judge(subject: Subject, options?: Values): readonly Finding[] {
  if (subject.type.startsWith("kubernetes:helm.sh/")) {
    const values = new At(subject.inputs.values, "values");
    return values.unknown ? [{ kind: "unknown", path: "values" }] : judgeValues(values, options);
  }
  return wholePods(subject).flatMap(({ pod, locate }) =>
    containersOf(pod)
      .flatMap((container) => judgeReference(container.get("image"), named(container), options))
      .map((finding) => ({ ...finding, path: locate(finding.path) })),
  );
}

export const imageRegistry: Rule = {
  id: "image-registry",
  family: "platform",
  title: "Take images from approved registries",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.1.4" },
    { framework: "NIST SP 800-53", control: "CM-7(5)" },
  ],
  why: "An image is a program with the rights of its pod; whoever can push to the registry that it comes from decides what runs.",
  remedy:
    "Use the publisher's own registry or our mirror of it; a new registry is approved in the stack's policy configuration.",
  exemptions: [AWS_ADDONS],
  options: {
    registries: {
      type: "array",
      items: { type: "string" },
      description:
        "Approved registries or repositories, in place of the built-in list; * stands for anything but a dot",
    },
  },
  judge,
};
