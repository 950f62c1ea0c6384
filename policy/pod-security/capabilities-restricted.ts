import type { Finding } from "../rule";
import { judged, violation, type At } from "./at";
import { nist, podRule, standard, unless } from "./control";
import { containersOf, named, osOf } from "./pod";

function checkDrop(container: At): Finding[] {
  const drop = container.in("securityContext", "capabilities", "drop");
  const items = drop.items();
  if (items.some(({ value }) => value === "ALL")) return [];
  const unknown = items.find((item) => item.unknown) ?? (drop.unknown ? drop : undefined);
  if (unknown !== undefined) return [{ kind: "unknown", path: unknown.path }];
  return [violation(drop, `${named(container)} must drop ALL`)];
}

function checkAdd(container: At): Finding[] {
  const added = container.in("securityContext", "capabilities", "add").items();
  return added.flatMap((item) =>
    judged(item, (value) => value !== "NET_BIND_SERVICE", `${named(container)} must not add ${item.text}`),
  );
}

/** Pod Security Standards, restricted: capabilities; `requiredDropCapabilities` of the document (section 2, Pod Security Standards). */
export const capabilitiesRestricted = podRule({
  id: "pod-capabilities-restricted",
  title: "Drop all capabilities, and add at most NET_BIND_SERVICE",
  severity: "high",
  controls: [standard("restricted: Capabilities"), nist("AC-6"), nist("CM-7")],
  why: "What a container cannot do, someone who takes it over cannot do either.",
  remedy: 'Set securityContext.capabilities to { drop: ["ALL"] } on every container.',
  levels: ["restricted"],
  standard: true,
  check: (pod) =>
    unless(
      osOf(pod),
      "windows",
      containersOf(pod).flatMap((container) => [...checkDrop(container), ...checkAdd(container)]),
    ),
});
