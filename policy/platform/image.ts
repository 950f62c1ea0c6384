/** A container image's reference, taken apart. */
export interface Image {
  readonly registry: string;
  readonly repository: string;
}

/** The registry and repository of a reference; Docker's own registry where none is named, as every runtime reads it. */
export function imageOf(reference: string): Image {
  const [name = ""] = reference.split("@");
  const [first = "", ...rest] = name.split("/");
  const registry = rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : "docker.io";
  const repository = (registry === first ? rest.join("/") : name).replace(/:[^/:]+$/, "");
  return { registry, repository };
}

/** A reference with a tag. The API server reads this pattern too (RE2). */
export const TAGGED = "^([^@]*/)?[^/:@]+:[^/:@]+$";
/** Tags that name another image tomorrow: words without a number, and a major version alone or with words after it. */
export const MOVING = ":([^0-9/:]+|v?[0-9]+(-[A-Za-z]+)*)$";

const tagged = new RegExp(TAGGED);
const moving = new RegExp(MOVING);

/** Whether a reference means the same image for good: by digest, or by a tag that is made once. */
export function isExact(reference: string): boolean {
  return reference.includes("@sha256:") || (tagged.test(reference) && !moving.test(reference));
}
