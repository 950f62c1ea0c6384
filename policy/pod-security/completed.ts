import { UNKNOWN, type Value, type Values } from "../rule";

/** What is taken for granted where only a part of a pod is seen: nothing that any control could object to. */
const POD_CONTEXT: Values = {
  runAsNonRoot: true,
  runAsUser: 65534,
  runAsGroup: 65534,
  fsGroup: 65534,
  seccompProfile: { type: "RuntimeDefault" },
};
const CONTAINER_CONTEXT: Values = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

function isFields(value: Value): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `part` with the gaps filled from `whole`, at every depth of objects. */
function filled(part: Value, whole: Values): Value {
  if (part === undefined || part === null) return whole;
  if (!isFields(part)) return part;
  const result: Record<string, Value> = { ...part };
  for (const [key, value] of Object.entries(whole)) {
    const own = result[key];
    result[key] = isFields(value) ? filled(own, value) : (own ?? value);
  }
  return result;
}

function completedContainers(containers: Value): Value {
  if (!Array.isArray(containers)) return containers;
  return (containers as readonly Value[]).map((container) =>
    isFields(container)
      ? { ...container, securityContext: filled(container.securityContext, CONTAINER_CONTEXT) }
      : container,
  );
}

/**
 * A part of a pod's spec as a whole one that satisfies every control, except where the part itself does not. For what
 * only changes a pod (a patch, a chart's values), of which nothing can be said by what it leaves out.
 */
export function completed(spec: Value): Value {
  if (spec === UNKNOWN) return UNKNOWN;
  if (!isFields(spec)) return {};
  const lists = ["initContainers", "containers", "ephemeralContainers"].filter((list) => list in spec);
  return {
    ...spec,
    securityContext: filled(spec.securityContext, POD_CONTEXT),
    ...Object.fromEntries(lists.map((list) => [list, completedContainers(spec[list])])),
  };
}
