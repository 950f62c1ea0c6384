import { expect } from "chai";
import { UNKNOWN, type Value, type Values } from "../rule";
import { found, sample } from "../samples";
import { chartVersion } from "./chart-version";
import { imageOf } from "./image";
import { imageExact } from "./image-exact";
import { imageRegistry } from "./image-registry";

const DIGEST = `sha256:${"a".repeat(64)}`;
const podWith = (...images: Value[]) =>
  sample("kubernetes:core/v1:Pod", {
    metadata: { name: "p" },
    spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) as Values[] },
  });

describe("image references", () => {
  it("are taken apart as runtimes do", () => {
    expect(imageOf("redis:7.2.4")).to.eql({ registry: "docker.io", repository: "redis" });
    expect(imageOf("grafana/grafana")).to.eql({ registry: "docker.io", repository: "grafana/grafana" });
    expect(imageOf(`localhost:5000/a/b:1@${DIGEST}`)).to.eql({
      registry: "localhost:5000",
      repository: "a/b",
    });
    expect(imageOf("ghcr.io/a/b:1.0")).to.eql({ registry: "ghcr.io", repository: "a/b" });
  });
});

describe("rule image-exact", () => {
  const judged = (image: Value) => found(imageExact, podWith(image));

  it("passes digests and exact tags", () => {
    for (const image of [
      "a:1.2.3",
      "registry.k8s.io/pause:3.10",
      "a:v1.18-debian-elasticsearch8-1",
      "x:5000/a/b:v1.2.3-eks.1",
      `a@${DIGEST}`,
      `a:latest@${DIGEST}`,
    ])
      expect(judged(image), image).to.be.empty;
  });

  it("refuses no tag, and tags that move", () => {
    for (const image of ["a", "x:5000/a/b", "a:latest", "a:stable", "a:1", "a:v2", "a:main", ""])
      expect(judged(image), image).to.have.length(1);
    for (const image of ["a:alpine", "a:lts-slim", "a:1-alpine", "a:v22-bookworm-slim"])
      expect(judged(image), image).to.have.length(1);
    expect(judged("a:latest")).to.eql([
      'spec.containers[0].image: Give the image of container "c0" an exact tag or a digest; it is a:latest.',
    ]);
    expect(judged(undefined)).to.have.length(1);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(found(imageExact, podWith(UNKNOWN, "a:latest"))).to.have.length(2);
    expect(judged(UNKNOWN)).to.eql(["spec.containers[0].image is not known yet"]);
  });
});

describe("rule image-registry", () => {
  const judged = (image: Value, options?: Values) => found(imageRegistry, podWith(image), options);
  const chart = (values: Value) =>
    found(imageRegistry, sample("kubernetes:helm.sh/v4:Chart", { chart: "c", values }));

  it("passes approved registries, and repositories where anybody may push", () => {
    for (const image of [
      "111122223333.dkr.ecr.us-west-2.amazonaws.com/a:1.0",
      "docker.elastic.co/elasticsearch/elasticsearch:9.1.0",
      "hashicorp/vault:1.20.0",
      "redis:7.2.4",
    ])
      expect(judged(image), image).to.be.empty;
  });

  it("refuses others, whatever their names begin with", () => {
    expect(judged("evil/redis:7.2.4")).to.eql([
      'spec.containers[0].image: Take the image of container "c0" from an allowed registry; evil/redis:7.2.4 is from docker.io.',
    ]);
    for (const image of [
      "ghcr.io.evil.example/a:1.0",
      "a.b.dkr.ecr.us-west-2.amazonaws.com.evil.example/a:1.0",
    ])
      expect(judged(image), image).to.have.length(1);
  });

  it("takes the registries that the stack states in place of its own", () => {
    const registries = { registries: ["mirror.intelliguard.local"] };
    expect(judged("mirror.intelliguard.local/a/b:1.0", registries)).to.be.empty;
    expect(judged("quay.io/a/b:1.0", registries)).to.have.length(1);
  });

  it("finds images in the values of charts", () => {
    expect(chart({ image: { repository: "quay.io/jetstack/cert-manager-controller" } })).to.be.empty;
    expect(chart({ webhook: { image: { registry: "evil.example", repository: "a/b", tag: "1.0" } } })).to.eql(
      [
        "values.webhook.image.repository: Take the image of the chart from an allowed registry; evil.example/a/b is from evil.example.",
      ],
    );
  });

  it("says what is not known yet", () => {
    expect(judged(UNKNOWN)).to.eql(["spec.containers[0].image is not known yet"]);
    expect(chart(UNKNOWN)).to.eql(["values is not known yet"]);
    expect(chart({ image: { registry: UNKNOWN, repository: "a" } })).to.eql([
      "values.image.registry is not known yet",
    ]);
  });
});

describe("rule chart-exact-version", () => {
  const judged = (inputs: Values) => found(chartVersion, sample("kubernetes:helm.sh/v4:Chart", inputs));

  it("passes exact versions, and charts that are files", () => {
    expect(judged({ chart: "istiod", version: "1.30.1" })).to.be.empty;
    expect(judged({ chart: "a", version: "v1.2.3-rc.1+build" })).to.be.empty;
    expect(judged({ chart: "./charts/a" })).to.be.empty;
  });

  it("refuses none, and ranges", () => {
    expect(judged({ chart: "istiod" })).to.eql([
      "version: Set version of chart thing to an exact version; it is not set.",
    ]);
    for (const version of ["^1.2.3", "1.x", "1.2", ">=1.2.3"])
      expect(judged({ chart: "a", version }), version).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(judged({ chart: "a", version: UNKNOWN })).to.eql(["version is not known yet"]);
    expect(judged({ chart: UNKNOWN })).to.eql(["chart is not known yet"]);
  });
});
