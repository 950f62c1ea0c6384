import { namespaceOf } from "../exemptions";
import { UNKNOWN, type Finding, type Rule, type Subject } from "../rule";
import { at, objectName } from "../values";
import { isReplicated } from "./pods";
import { isBlank, selects, unknownAt } from "./selectors";

const BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";
type Placed = Finding & { readonly urn: string };

/** Whether a budget is about a workload's pods, and where that is not known yet. */
function covers(budget: Subject, workload: Subject): boolean | Placed {
  if (isBlank(budget)) return { kind: "unknown", path: "spec", urn: budget.urn };
  const spaces = [namespaceOf(budget), namespaceOf(workload)];
  if (!spaces.includes(UNKNOWN) && spaces[0] !== spaces[1]) return false;
  const labels = at(workload.inputs, "spec.template.metadata.labels");
  const verdict = selects(at(budget.inputs, "spec.selector"), labels);
  if (verdict === false) return false;
  if (spaces[0] === UNKNOWN) return { kind: "unknown", path: "metadata.namespace", urn: budget.urn };
  if (spaces[1] === UNKNOWN) return { kind: "unknown", path: "metadata.namespace", urn: workload.urn };
  if (verdict === true) return true;
  return labels === UNKNOWN
    ? { kind: "unknown", path: unknownAt(workload, "spec.template.metadata.labels"), urn: workload.urn }
    : { kind: "unknown", path: unknownAt(budget, "spec.selector"), urn: budget.urn };
}

function judgeWorkload(workload: Subject, budgets: readonly Subject[]): Placed[] {
  if (isBlank(workload)) return [{ kind: "unknown", path: "spec", urn: workload.urn }];
  const replicas = at(workload.inputs, "spec.replicas");
  if (replicas !== UNKNOWN && !(Number(replicas) > 1)) return [];
  const covered = budgets.map((budget) => covers(budget, workload));
  if (covered.includes(true)) return [];
  const open = covered.filter((one) => typeof one !== "boolean");
  if (open.length > 0) return open;
  const path = "spec.replicas";
  if (replicas === UNKNOWN) return [{ kind: "unknown", path: unknownAt(workload, path), urn: workload.urn }];
  const message = `Add a PodDisruptionBudget for the ${Number(replicas)} pods of ${objectName(workload)}; none selects them.`;
  return [{ kind: "violation", path, message, urn: workload.urn }];
}

export const disruptionBudget: Rule = {
  id: "disruption-budget",
  family: "platform",
  title: "Give every workload with more than one replica a disruption budget",
  severity: "medium",
  enforcement: "advisory",
  controls: [{ framework: "NIST SP 800-53", control: "CP-2(5)" }],
  why: "Draining nodes for an update takes all replicas at once where nothing says how many must stay.",
  remedy:
    "Add a PodDisruptionBudget whose selector matches the pods, with maxUnavailable 1 or what the quorum allows.",
  exemptions: [],
  judgeStack: (subjects) => {
    const budgets = subjects.filter(({ type }) => type === BUDGET);
    return subjects.filter(isReplicated).flatMap((workload) => judgeWorkload(workload, budgets));
  },
};
