import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { meshDestination } from "./mesh-destination";
import { meshGateway } from "./mesh-gateway";
import { meshMinimumVersion } from "./mesh-minimum-version";
import { meshStrict } from "./mesh-strict";

const metadata = { name: "default", namespace: "istio-system" };

describe("rule mesh-strict-mtls", () => {
  const judged = (spec: Values | typeof UNKNOWN) =>
    found(meshStrict, sample("kubernetes:security.istio.io/v1:PeerAuthentication", { metadata, spec }));

  it("passes STRICT, and what inherits", () => {
    expect(judged({ mtls: { mode: "STRICT" } })).to.be.empty;
    expect(judged({ mtls: { mode: "UNSET" } })).to.be.empty;
    expect(judged({ selector: { matchLabels: { app: "x" } } })).to.be.empty;
  });

  it("refuses plain text, on one port too", () => {
    expect(judged({ mtls: { mode: "PERMISSIVE" } })).to.eql([
      "spec.mtls.mode: Set spec.mtls.mode of PeerAuthentication istio-system/default to STRICT; it is PERMISSIVE.",
    ]);
    const portLevelMtls = { "8080": { mode: "DISABLE" }, "9090": { mode: "STRICT" } };
    expect(judged({ mtls: { mode: "STRICT" }, portLevelMtls })).to.eql([
      "spec.portLevelMtls.8080.mode: Set spec.portLevelMtls.8080.mode of PeerAuthentication istio-system/default to STRICT; it is DISABLE.",
    ]);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(judged(UNKNOWN)).to.eql(["spec is not known yet"]);
    expect(judged({ mtls: UNKNOWN, portLevelMtls: { "8080": { mode: "DISABLE" } } })).to.have.length(2);
    expect(judged({ portLevelMtls: UNKNOWN })).to.eql(["spec.portLevelMtls is not known yet"]);
    expect(judged({ portLevelMtls: { "8080": UNKNOWN } })).to.eql([
      "spec.portLevelMtls.8080.mode is not known yet",
    ]);
  });
});

describe("rule mesh-destination-tls", () => {
  const judged = (spec: Values) =>
    found(meshDestination, sample("kubernetes:networking.istio.io/v1:DestinationRule", { metadata, spec }));

  it("passes rules that say nothing of TLS, or use it", () => {
    expect(judged({ host: "a" })).to.be.empty;
    expect(judged({ host: "a", trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } })).to.be.empty;
  });

  it("refuses DISABLE and unverified servers wherever they stand", () => {
    expect(judged({ trafficPolicy: { tls: { mode: "DISABLE" } } })).to.have.length(1);
    const ports = [{ port: { number: 80 } }, { tls: { mode: "DISABLE" } }];
    expect(judged({ trafficPolicy: { portLevelSettings: ports } })[0]).to.contain(
      "spec.trafficPolicy.portLevelSettings[1].tls.mode",
    );
    const subsets = [{ name: "v1", trafficPolicy: { tls: { mode: "SIMPLE", insecureSkipVerify: true } } }];
    expect(judged({ subsets })).to.eql([
      "spec.subsets[0].trafficPolicy.tls.insecureSkipVerify: Set spec.subsets[0].trafficPolicy.tls.insecureSkipVerify of thing to false; it is true.",
    ]);
  });

  it("says what is not known yet once", () => {
    expect(judged({ trafficPolicy: UNKNOWN })).to.eql(["spec.trafficPolicy is not known yet"]);
    expect(judged({ trafficPolicy: { tls: { mode: UNKNOWN } } })).to.eql([
      "spec.trafficPolicy.tls.mode is not known yet",
    ]);
  });
});

describe("rule mesh-gateway-tls", () => {
  const judged = (...servers: (Values | typeof UNKNOWN)[]) =>
    found(meshGateway, sample("kubernetes:networking.istio.io/v1:Gateway", { metadata, spec: { servers } }));
  const https = { port: { number: 443, name: "https", protocol: "HTTPS" } };

  it("passes the default, newer versions, and servers without TLS", () => {
    expect(judged({ ...https, tls: { mode: "SIMPLE" } })).to.be.empty;
    expect(judged({ ...https, tls: { minProtocolVersion: "TLSV1_3" } })).to.be.empty;
    expect(judged({ port: { number: 8080, name: "http", protocol: "HTTP" } })).to.be.empty;
  });

  it("refuses older versions", () => {
    expect(judged(https, { ...https, tls: { minProtocolVersion: "TLSV1_0" } })).to.eql([
      "spec.servers[1].tls.minProtocolVersion: Set spec.servers[1].tls.minProtocolVersion of Gateway istio-system/default to TLSV1_2 or TLSV1_3; it is TLSV1_0.",
    ]);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(judged(UNKNOWN, { ...https, tls: { minProtocolVersion: "TLSV1_1" } })).to.have.length(2);
    expect(judged({ ...https, tls: UNKNOWN })).to.eql([
      "spec.servers[0].tls.minProtocolVersion is not known yet",
    ]);
    expect(judged({ port: UNKNOWN })).to.eql(["spec.servers[0].port.protocol is not known yet"]);
  });
});

describe("rule mesh-minimum-version", () => {
  const judged = (inputs: Values) => found(meshMinimumVersion, sample("kubernetes:helm.sh/v4:Chart", inputs));
  const values = (minProtocolVersion: string | typeof UNKNOWN): Values => ({
    meshConfig: { meshMTLS: { minProtocolVersion } },
  });

  it("passes a stated version, and other charts", () => {
    expect(judged({ chart: "istiod", values: values("TLSV1_3") })).to.be.empty;
    expect(judged({ chart: "oci://mirror.example/charts/istiod", values: values("TLSV1_2") })).to.be.empty;
    expect(judged({ chart: "cert-manager" })).to.be.empty;
  });

  it("refuses none, and older ones", () => {
    expect(judged({ chart: "istiod" })).to.eql([
      "values.meshConfig.meshMTLS.minProtocolVersion: Set values.meshConfig.meshMTLS.minProtocolVersion of chart thing to TLSV1_3, or to TLSV1_2; it is not set.",
    ]);
    expect(judged({ chart: "istiod", values: values("TLS_AUTO") })).to.have.length(1);
  });

  it("says what is not known yet", () => {
    expect(judged({ chart: "istiod", values: UNKNOWN })).to.eql(["values is not known yet"]);
    expect(judged({ chart: UNKNOWN })).to.eql(["chart is not known yet"]);
    expect(judged({ chart: "istiod", values: { meshConfig: UNKNOWN } })).to.eql([
      "values.meshConfig is not known yet",
    ]);
    expect(judged({ chart: "istiod", values: values(UNKNOWN) })).to.eql([
      "values.meshConfig.meshMTLS.minProtocolVersion is not known yet",
    ]);
  });
});
