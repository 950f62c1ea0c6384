/** Names of resources as the engine makes them: `urn:pulumi:<stack>::<project>::<types from the root>::<name>`. */

/** The type of the resource at the root of every stack. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** Prefix of the type of a provider resource; the package follows. */
const PROVIDER_TYPE = "pulumi:providers:";

const LABEL = "urn:pulumi:";

/** Where a resource lives. */
export interface Place {
  readonly stack: string;
  readonly project: string;
}

/** The chain of types from the root down, for example `a:b:Network$aws:ec2/vpc:Vpc`. */
export function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The resource's own type token. */
export function typeOf(urn: string): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

/** The resource's logical name; it may itself hold `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The name of a new resource. A child of the stack does not carry the stack's type; any other carries its parent's. */
export function urnOf(place: Place, parent: string, type: string, name: string): string {
  const above = parent === "" ? "" : qualifiedTypeOf(parent);
  const chain = above === "" || above === STACK_TYPE ? type : `${above}$${type}`;
  return `${LABEL}${place.stack}::${place.project}::${chain}::${name}`;
}

/** The package a type token belongs to: `aws` of `aws:ec2/vpc:Vpc`. */
export function packageOf(type: string): string {
  return isProvider(type) ? type.slice(PROVIDER_TYPE.length) : (type.split(":")[0] ?? "");
}

/** Whether the type is that of a provider resource. */
export function isProvider(type: string): boolean {
  return type.startsWith(PROVIDER_TYPE);
}

/** The type of a package's provider resource. */
export function providerType(pkg: string): string {
  return PROVIDER_TYPE + pkg;
}

/** The type as the CLI shows it: `aws:ec2:Vpc` for `aws:ec2/vpc:Vpc`. */
export function shortType(type: string): string {
  const [pkg = "", module = "", ...rest] = type.split(":");
  const name = rest.join(":");
  const slash = module.lastIndexOf("/");
  const last = slash < 0 ? "" : module.slice(slash + 1);
  const same = last !== "" && last === name.charAt(0).toLowerCase() + name.slice(1);
  return [pkg, same ? module.slice(0, slash) : module, name].filter((part) => part !== "").join(":");
}
