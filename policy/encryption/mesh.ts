import type { Requirement, Table } from "../requirement";

/** The versions in which the mesh's custom resources have been served. */
const VERSIONS = ["v1", "v1beta1", "v1alpha3", "v1alpha1"];

/** The type tokens of one of the mesh's custom resources. */
export function meshTypes(group: "networking" | "security", kind: string): string[] {
  return VERSIONS.map((version) => `kubernetes:${group}.istio.io/${version}:${kind}`);
}

/** A table with the same requirements for each type. */
export function forAll(types: readonly string[], requirements: readonly Requirement[]): Table {
  return Object.fromEntries(types.map((type) => [type, requirements]));
}
