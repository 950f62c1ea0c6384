import { expect } from "chai";
import { UNKNOWN, type Values } from "../rule";
import { found, sample } from "../samples";
import { tlsInTransit as rule } from "./tls-in-transit";

const listener = "aws:lb/listener:Listener";

describe("rule tls-in-transit", () => {
  it("takes policies of TLS 1.2 and newer only", () => {
    const judged = (sslPolicy: string) =>
      found(rule, sample(listener, { protocol: "HTTPS", sslPolicy })).length;
    for (const good of [
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "ELBSecurityPolicy-TLS-1-2-2017-01",
      "ELBSecurityPolicy-FS-1-2-Res-2020-10",
    ])
      expect(judged(good), good).to.equal(0);
    for (const bad of [
      "ELBSecurityPolicy-2016-08",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "ELBSecurityPolicy-TLS-1-1-2017-01",
      "ELBSecurityPolicy-FS-1-1-2019-08",
      "",
    ])
      expect(judged(bad), bad).to.equal(1);
  });

  it("asks no policy of a listener without TLS", () => {
    expect(found(rule, sample(listener, { protocol: "TCP", port: 6379 }))).to.be.empty;
  });

  it("judges every origin of a distribution", () => {
    const distribution = {
      viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
      defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      origins: [
        { customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] } },
        {
          customOriginConfig: {
            originProtocolPolicy: "match-viewer",
            originSslProtocols: ["TLSv1.1", "TLSv1.2"],
          },
        },
        { s3OriginConfig: {} },
      ],
    };
    expect(found(rule, sample("aws:cloudfront/distribution:Distribution", distribution))).to.eql([
      "origins[1].customOriginConfig.originProtocolPolicy: Set origins[1].customOriginConfig.originProtocolPolicy of thing to https-only; it is match-viewer.",
      "origins[1].customOriginConfig.originSslProtocols[0]: Set origins[1].customOriginConfig.originSslProtocols[0] of thing to TLSv1.2; it is TLSv1.1.",
    ]);
  });

  it("knows which inputs are safe when they are left out", () => {
    expect(found(rule, sample("aws:memorydb/cluster:Cluster", {}))).to.be.empty;
    expect(found(rule, sample("aws:memorydb/cluster:Cluster", { tlsEnabled: false }))).to.have.length(1);
    expect(found(rule, sample("aws:elasticache/replicationGroup:ReplicationGroup", {}))).to.have.length(1);
  });

  it("keeps the operators' own TLS on", () => {
    const type = "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch";
    const http = { tls: { selfSignedCertificate: { disabled: true } } };
    expect(found(rule, sample(type, { spec: {} }))).to.be.empty;
    expect(found(rule, sample(type, { spec: { http } }))).to.have.length(1);
    const certified = { tls: { ...http.tls, certificate: { secretName: "ours" } } };
    expect(found(rule, sample(type, { spec: { http: certified } }))).to.be.empty;
  });

  it("says which value is not known yet, and still judges its neighbours", () => {
    expect(found(rule, sample(listener, { protocol: "HTTPS", sslPolicy: UNKNOWN }))).to.eql([
      "sslPolicy is not known yet",
    ]);
    expect(found(rule, sample(listener, { protocol: UNKNOWN }))).to.eql(["protocol is not known yet"]);
    const domain: Values = {
      domainEndpointOptions: UNKNOWN,
      nodeToNodeEncryption: { enabled: false },
    };
    expect(found(rule, sample("aws:opensearch/domain:Domain", domain))).to.eql([
      "domainEndpointOptions is not known yet",
      "nodeToNodeEncryption.enabled: Set nodeToNodeEncryption.enabled of thing to true; it is false.",
    ]);
  });
});
