import type { Config } from "./project";
import { blank, type Resource } from "./resource";
import { packageOf, providerType, urnOf, type Place } from "./urn";
import { containsUnknown, secret, UNKNOWN, type WireMap } from "./values";

/** What identifies a default provider: a package, which version of its SDK asks, and where its plugin comes from. */
export interface ProviderRequest {
  readonly pkg: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
}

/** The inputs of a package's default provider: the stack's configuration of that package, as the strings it is. */
export function configured(config: Config, pkg: string): WireMap {
  const inputs: WireMap = {};
  for (const [key, value] of Object.entries(config)) {
    const [namespace = "", ...name] = key.split(":");
    if (namespace === pkg) inputs[name.join(":")] = value.secret ? secret(value.text) : value.text;
  }
  return inputs;
}

/** Notes in a provider's inputs which version of its plugin to load; the engine keeps a map of its own beside it. */
export function withVersion(inputs: WireMap, version: string): void {
  inputs.version = version;
  inputs.__internal = {};
}

/** `default`, with version and source where the request names them; characters a name may not have become `_`. */
function defaultName(request: ProviderRequest): string {
  const parts = ["default", request.version, request.pluginDownloadUrl].filter((part) => part !== "");
  return parts.join("_").replace(/[^A-Za-z0-9_]/g, "_");
}

/**
 * The providers of one stack. A default provider, configured by the stack's config, comes into being when its
 * package is first needed. A provider whose configuration is not known yet cannot preview: what it manages has no
 * known outputs at all.
 */
export class Providers {
  readonly #defaults = new Map<string, Resource>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #known = new Map<string, boolean>();
  readonly #denied: ReadonlySet<string>;

  constructor(
    private readonly place: Place,
    private readonly config: Config,
  ) {
    const denied = config["pulumi:disable-default-providers"]?.text ?? "";
    this.#denied = new Set(denied === "" ? [] : (JSON.parse(denied) as string[]).map((name) => name.trim()));
  }

  /** Takes note of a provider, explicit or default. */
  add(provider: Resource): void {
    this.#byUrn.set(provider.urn, provider);
    this.#known.set(provider.urn, !containsUnknown(provider.inputs));
  }

  /**
   * The reference of a package's default provider, and the provider itself when it is new.
   *
   * @throws when the stack's config forbids it (`pulumi:disable-default-providers`)
   */
  default(request: ProviderRequest, wanted: string): { ref: string; created?: Resource } {
    const { pkg } = request;
    if (pkg !== "pulumi" && (this.#denied.has("*") || this.#denied.has(pkg))) {
      throw new Error(`Default provider for '${pkg}' disabled. '${wanted}' must use an explicit provider.`);
    }
    const name = defaultName(request);
    const key = `${pkg} ${name}`;
    const existing = this.#defaults.get(key);
    if (existing !== undefined) return { ref: referenceTo(existing.urn) };
    const type = providerType(pkg);
    const urn = urnOf(this.place, "", type, name);
    const created = blank({ operation: "create", urn, type, name, custom: true });
    created.inputs = configured(this.config, pkg);
    if (request.version !== "") withVersion(created.inputs, request.version);
    created.outputs = created.inputs;
    this.#defaults.set(key, created);
    this.add(created);
    return { ref: referenceTo(created.urn), created };
  }

  /** The provider behind a reference; absent for one that a plugin made. */
  get(ref: string): Resource | undefined {
    return this.#byUrn.get(urnOfReference(ref));
  }

  /** Whether the provider can preview: its whole configuration is known. */
  canPreview(ref: string): boolean {
    return this.#known.get(urnOfReference(ref)) ?? true;
  }
}

/** `urn::id`; no provider has an id before the update. */
export function referenceTo(urn: string): string {
  return `${urn}::${UNKNOWN}`;
}

function urnOfReference(ref: string): string {
  const end = ref.lastIndexOf("::");
  return end < 0 ? ref : ref.slice(0, end);
}

/** Whether a parent's provider may serve a child: it is of the child's package. */
export function serves(ref: string, childType: string): boolean {
  if (ref === "") return false;
  const type = urnOfReference(ref).split("::")[2]?.split("$").at(-1) ?? "";
  return packageOf(type) === packageOf(childType);
}
