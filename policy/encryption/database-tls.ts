import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, listOf, shown } from "../values";

/** What a family of parameter groups calls the demand for TLS, and the values that make it. */
interface Demand {
  readonly types: readonly string[];
  readonly family: RegExp;
  readonly parameter: string;
  readonly values: readonly Value[];
}

const CLUSTER = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const INSTANCE = "aws:rds/parameterGroup:ParameterGroup";
const ON: readonly Value[] = ["1", 1, "ON", "on"];

/** Aurora reads these from the cluster's group, other databases from the instance's. */
const DEMANDS: readonly Demand[] = [
  { types: [CLUSTER], family: /^(aurora-)?postgresql\d|^postgres\d/, parameter: "rds.force_ssl", values: ON },
  { types: [INSTANCE], family: /^(postgres\d|sqlserver-)/, parameter: "rds.force_ssl", values: ON },
  { types: [CLUSTER], family: /^(aurora-)?mysql\d/, parameter: "require_secure_transport", values: ON },
  { types: [INSTANCE], family: /^(mysql|mariadb)\d/, parameter: "require_secure_transport", values: ON },
  {
    types: ["aws:docdb/clusterParameterGroup:ClusterParameterGroup"],
    family: /^docdb/,
    parameter: "tls",
    values: ["enabled", "tls1.2+", "tls1.3+", "fips-140-3"],
  },
  {
    types: ["aws:redshift/parameterGroup:ParameterGroup"],
    family: /^redshift-/,
    parameter: "require_ssl",
    values: ["true", true],
  },
];

interface Item {
  readonly item: Value;
  readonly path: string;
}

/** Databases, and the input that names their parameter group; without one AWS's own group applies, which may not demand TLS. */
const DATABASES: Readonly<Record<string, string>> = {
  "aws:rds/cluster:Cluster": "dbClusterParameterGroupName",
  "aws:rds/instance:Instance": "parameterGroupName",
  "aws:redshift/cluster:Cluster": "clusterParameterGroupName",
};

function judgeDatabase({ inputs, name }: Subject, path: string): Finding[] {
  const group = inputs[path];
  if (group === UNKNOWN) return [{ kind: "unknown", path }];
  if (typeof group === "string" && group !== "" && !group.startsWith("default.")) return [];
  const message = `Set ${path} of ${name} to a parameter group of ours that demands TLS; it is ${shown(group)}.`;
  return [{ kind: "violation", path, message }];
}

function judgeGroup(subject: Subject): readonly Finding[] {
  const { family, parameters } = subject.inputs;
  if (family === UNKNOWN) return [{ kind: "unknown", path: "family" }];
  const demand = DEMANDS.find(
    (one) => one.types.includes(subject.type) && typeof family === "string" && one.family.test(family),
  );
  if (!demand) return [];
  if (parameters === UNKNOWN) return [{ kind: "unknown", path: "parameters" }];
  const items = listOf(parameters).map((item: Value, index): Item => ({
    item,
    path: `parameters[${index}]`,
  }));
  const set: Item | undefined = items.find(({ item }) => at(item, "name") === demand.parameter);
  const value: Value = set && at(set.item, "value");
  if (set && value === UNKNOWN) return [{ kind: "unknown", path: `${set.path}.value` }];
  if (demand.values.includes(value)) return [];
  const undecided = items.filter(({ item }) => item === UNKNOWN || at(item, "name") === UNKNOWN);
  if (!set && undecided.length > 0) return undecided.map(({ path }) => ({ kind: "unknown", path }));
  const message = `Set parameter ${demand.parameter} of ${subject.name} to ${shown(demand.values[0])}; it is ${shown(value)}.`;
  return [{ kind: "violation", path: set ? `${set.path}.value` : "parameters", message }];
}

function judge(subject: Subject): readonly Finding[] {
  const path = DATABASES[subject.type];
  return path === undefined ? judgeGroup(subject) : judgeDatabase(subject, path);
}

export const databaseTls: Rule = {
  id: "database-tls",
  family: "encryption",
  title: "Make databases refuse connections without TLS",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-8(1)" }],
  why: "Most engines offer TLS and take plain text as well; whether a client uses it is then the client's choice.",
  remedy:
    "Give the database a parameter group of ours, and set rds.force_ssl (PostgreSQL, SQL Server), require_secure_transport (MySQL, MariaDB), tls (DocumentDB) or require_ssl (Redshift) in it.",
  exemptions: [],
  types: [...Object.keys(DATABASES), ...new Set(DEMANDS.flatMap(({ types }) => types))],
  judge,
};
