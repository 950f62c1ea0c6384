import { UNKNOWN, type Finding, type Subject } from "./rule";

/** How surely one resource names another. */
type Link = "yes" | "no" | "unknown";

/**
 * Whether the input `key` of a companion (a bucket's policy, say) means `owner`. The engine's record of where the value
 * comes from decides; where there is none, the owner's physical name, which its own input `key` states.
 */
export function linkTo(companion: Subject, owner: Subject, key: string): Link {
  const from = companion.dependencies?.[key];
  if (from !== undefined && from.length > 0) return from.includes(owner.urn) ? "yes" : "no";
  const value = companion.inputs[key];
  const name = owner.inputs[key];
  if (value === UNKNOWN) return "unknown";
  if (name === UNKNOWN) return "unknown";
  return value !== undefined && value === name ? "yes" : "no";
}

/** The companions of a resource, and those of which that is not known yet. */
export interface Company {
  readonly sure: readonly Subject[];
  readonly unsure: readonly Subject[];
}

/** Sorts the companions of `owner` out of all there are. */
export function companyOf(owner: Subject, companions: readonly Subject[], key: string): Company {
  const links = companions.map((companion) => ({ companion, link: linkTo(companion, owner, key) }));
  const those = (wanted: Link): Subject[] =>
    links.filter(({ link }) => link === wanted).map(({ companion }) => companion);
  return { sure: those("yes"), unsure: those("unknown") };
}

/**
 * What to say of a resource that has no companion for sure: that one may turn out to be its, or that it lacks one.
 *
 * @param key the input by which companions name it
 * @param what the lacking thing, in place of a path
 */
export function lacking(
  owner: Subject,
  { unsure }: Company,
  key: string,
  what: string,
  message: string,
): (Finding & { readonly urn: string })[] {
  if (unsure.length > 0) return unsure.map(({ urn }) => ({ kind: "unknown", path: key, urn }));
  return [{ kind: "violation", path: what, message, urn: owner.urn }];
}
