import { expect } from "chai";
import { UNKNOWN, type Value } from "../rule";
import { found, sample } from "../samples";
import { databaseTls as rule } from "./database-tls";

const group = (
  family: Value,
  parameters: Value,
  type = "aws:rds/clusterParameterGroup:ClusterParameterGroup",
) => found(rule, sample(type, { family, parameters }, { name: "orders" }));
const force = (value: Value): Value[] => [
  { name: "log_statement", value: "ddl" },
  { name: "rds.force_ssl", value },
];

describe("rule database-tls", () => {
  it("passes groups that demand TLS, and databases with a group of ours", () => {
    expect(group("aurora-postgresql17", force("1"))).to.be.empty;
    const mysql = [{ name: "require_secure_transport", value: "ON" }];
    expect(group("mysql8.4", mysql, "aws:rds/parameterGroup:ParameterGroup")).to.be.empty;
    expect(
      group(
        "docdb5.0",
        [{ name: "tls", value: "tls1.2+" }],
        "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
      ),
    ).to.be.empty;
    expect(found(rule, sample("aws:rds/cluster:Cluster", { dbClusterParameterGroupName: "orders" }))).to.be
      .empty;
  });

  it("says what is not known yet", () => {
    expect(found(rule, sample("aws:rds/cluster:Cluster", { dbClusterParameterGroupName: UNKNOWN }))).to.eql([
      "dbClusterParameterGroupName is not known yet",
    ]);
    expect(group(UNKNOWN, [])).to.eql(["family is not known yet"]);
    expect(group("aurora-postgresql17", UNKNOWN)).to.eql(["parameters is not known yet"]);
    expect(group("aurora-postgresql17", force(UNKNOWN))).to.eql(["parameters[1].value is not known yet"]);
    expect(group("aurora-postgresql17", [UNKNOWN])).to.eql(["parameters[0] is not known yet"]);
    expect(group("aurora-postgresql17", [UNKNOWN, ...force("1")])).to.be.empty;
  });
});
