import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { callResponse, invokeResponse, resourceResponse } from "./functions";
import { lookUp, sceneOf } from "./lookups";
import { FEATURES, Unavailable, type Reply } from "./protocol";
import { Providers, serves, type ProviderRequest } from "./providers";
import type { Config } from "./project";
import { resourceOf, structOf, wireOf } from "./requests";
import { blank, type Diagnostic, type Resource } from "./resource";
import { Transforms } from "./transforms";
import { isProvider, packageOf, urnOf, type Place } from "./urn";
import { containsSecret, secret, withoutSecrets, UNKNOWN, type WireMap } from "./values";

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** What the monitor tells the one who runs it, and asks of it. */
export interface Host {
  /** A resource is complete in its inputs: judge it, before anything is made of it. */
  judge(resource: Resource): Promise<void>;
  /** A resource was accepted; called in the order of the steps. */
  accepted(resource: Resource): void;
  diagnose(diagnostic: Diagnostic): void;
  /** The previewed outputs of another stack. */
  outputsOf(stack: string): Promise<WireMap>;
}

/**
 * Stands where the engine's resource monitor stands in a preview of an empty stack: takes the runtime's own request
 * messages, names and records resources, and answers with what is known before anything exists.
 */
export class Monitor {
  readonly #resources = new Map<string, Resource>();
  readonly #providers: Providers;
  readonly #transforms = new Transforms();
  readonly #packages = new Map<string, string>();
  /** Registrations are served one after the other, as the engine's step generator does: the order of the steps. */
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly place: Place,
    config: Config,
    private readonly host: Host,
  ) {
    this.#providers = new Providers(place, config);
  }

  /** Everything that was accepted, providers of the engine's own making included, in order. */
  get resources(): ReadonlyMap<string, Resource> {
    return this.#resources;
  }

  /** The provider of a resource; absent for components and providers. */
  providerOf(resource: Resource): Resource | undefined {
    return resource.provider === "" ? undefined : this.#providers.get(resource.provider);
  }

  supportsFeature(request: SupportsFeatureRequest, reply: Reply): void {
    const has = FEATURES.has(request.getId());
    reply(null, { getHassupport: () => has });
  }

  registerResource(request: RegisterResourceRequest, reply: Reply): void {
    this.#answer(reply, () => this.#inTurn(() => this.#register(request)));
  }

  registerResourceOutputs(request: RegisterResourceOutputsRequest, reply: Reply): void {
    this.#answer(reply, () => {
      const resource = this.#resources.get(request.getUrn());
      if (resource === undefined) throw new Error(`unknown resource '${request.getUrn()}'`);
      resource.outputs = wireOf(request.getOutputs());
      return Promise.resolve({});
    });
  }

  readResource(request: ReadResourceRequest, reply: Reply): void {
    this.#answer(reply, async () => {
      const resource = await this.#inTurn(() => this.#read(request));
      // Another stack's preview may take long; the turn is not held for it.
      if (resource.type === STACK_REFERENCE) resource.outputs = await this.#stackReference(resource.inputs);
      return { getUrn: () => resource.urn, getProperties: () => structOf(resource.outputs) };
    });
  }

  invoke(request: ResourceInvokeRequest, reply: Reply): void {
    this.#answer(reply, () => this.#invoke(request));
  }

  call(request: ResourceCallRequest, reply: Reply): void {
    this.#answer(reply, () => Promise.resolve(callResponse(request)));
  }

  registerPackage(request: { getName(): string; getVersion(): string }, reply: Reply): void {
    const ref = `${request.getName()}@${request.getVersion()}`;
    this.#packages.set(ref, request.getVersion());
    reply(null, { getRef: () => ref });
  }

  /** Hooks run during updates; a preview only takes note of them. */
  registerResourceHook(_request: object, reply: Reply): void {
    reply(null, {});
  }

  registerErrorHook(_request: object, reply: Reply): void {
    reply(null, {});
  }

  registerStackTransform(callback: Callback, reply: Reply): void {
    this.#transforms.addToStack(callback);
    reply(null, {});
  }

  registerStackInvokeTransform(callback: Callback, reply: Reply): void {
    this.#transforms.addToLookups(callback);
    reply(null, {});
  }

  signalAndWaitForShutdown(_request: object, reply: Reply): void {
    reply(null, {});
  }

  close(): void {
    this.#stopped = true;
    this.#transforms.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** After a failure the engine goes away; the runtime takes that as the end. */
  #answer(reply: Reply, work: () => Promise<object>): void {
    const fail = (error: unknown): void => {
      const failure = error instanceof Error ? error : new Error(String(error));
      reply(Object.assign(failure, { details: failure.message }));
    };
    if (this.#stopped) {
      fail(new Unavailable());
      return;
    }
    const answer = new Promise<object>((resolve) => resolve(work()));
    answer.then((response) => reply(null, response), fail);
  }

  /** Reports an error that ends the preview, as the engine does, and goes away. */
  #abort(message: string, urn?: string): never {
    this.host.diagnose({ severity: "error", message, urn });
    this.#stopped = true;
    throw new Unavailable();
  }

  #name(parent: string, type: string, name: string): string {
    if (parent !== "" && !this.#resources.has(parent)) {
      this.#abort(`could not find parent resource ${parent}`);
    }
    const urn = urnOf(this.place, parent, type, name);
    if (this.#resources.has(urn)) {
      this.#abort(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    }
    return urn;
  }

  /** The provider that serves a request: the one it names, else its parent's, else its package's default. */
  async #providerFor(named: string, parent: string, type: string, request: ProviderRequest): Promise<string> {
    if (named !== "") return named;
    const inherited = this.#resources.get(parent)?.provider ?? "";
    if (serves(inherited, type)) return inherited;
    const { ref, created } = this.#providers.default(request, type);
    if (created !== undefined) {
      this.#resources.set(created.urn, created);
      await this.host.judge(created);
    }
    return ref;
  }

  /** The parents of a resource, from the nearest up. */
  #ancestors(parent: string): string[] {
    const found: string[] = [];
    for (let urn = parent; urn !== ""; urn = this.#resources.get(urn)?.parent ?? "") found.push(urn);
    return found;
  }

  async #register(request: RegisterResourceRequest): Promise<object> {
    const type = request.getType();
    const parent = request.getParent();
    await this.#transforms.apply(request, this.#ancestors(parent));
    const isManaged = (request.getCustom() && !isProvider(type)) || request.getRemote();
    const version = this.#packages.get(request.getPackageref()) ?? request.getVersion();
    const provider = isManaged
      ? await this.#providerFor(
          request.getProvider() || (request.getProvidersMap().get(packageOf(type)) ?? ""),
          parent,
          type,
          { pkg: packageOf(type), version, pluginDownloadUrl: request.getPlugindownloadurl() },
        )
      : "";
    const urn = this.#name(parent, type, request.getName());
    const above = this.#resources.get(parent);
    const canPreview = provider === "" || this.#providers.canPreview(provider);
    const resource = resourceOf(
      request,
      {
        urn,
        parent,
        // A component has no provider; whoever makes its children used it up.
        provider: request.getCustom() ? provider : "",
        inherited: {
          protect: above?.protect ?? false,
          retainOnDelete: above?.retainOnDelete ?? false,
          deletedWith: above?.deletedWith ?? "",
        },
      },
      canPreview,
    );
    this.#resources.set(urn, resource);
    this.#transforms.remember(urn, request);
    if (isProvider(type)) this.#providers.add(resource);
    await this.host.judge(resource);
    this.host.accepted(resource);
    return this.#response(resource, canPreview);
  }

  #response(resource: Resource, canPreview: boolean): object {
    const id = isProvider(resource.type) ? UNKNOWN : resource.id;
    const outputs: WireMap = { ...resource.outputs };
    for (const key of resource.additionalSecretOutputs) {
      outputs[key] = secret(outputs[key] ?? UNKNOWN);
    }
    if (resource.custom && canPreview) resource.outputs = outputs;
    return {
      getUrn: () => resource.urn,
      getId: () => id,
      getObject: () => structOf(resource.custom ? outputs : {}),
      getPropertydependenciesMap: () => undefined,
      getResult: () => 0,
    };
  }

  async #read(request: ReadResourceRequest): Promise<Resource> {
    const type = request.getType();
    const parent = request.getParent();
    const provider = await this.#providerFor(request.getProvider(), parent, type, {
      pkg: packageOf(type),
      version: request.getVersion(),
      pluginDownloadUrl: request.getPlugindownloadurl(),
    });
    const urn = this.#name(parent, type, request.getName());
    const inputs = wireOf(request.getProperties());
    const resource: Resource = {
      ...blank({ operation: "read", urn, type, name: request.getName(), custom: true }),
      parent,
      inputs,
      outputs: inputs,
      id: request.getId(),
      provider,
      dependencies: request.getDependenciesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    };
    this.#resources.set(urn, resource);
    this.host.accepted(resource);
    return resource;
  }

  async #stackReference(inputs: WireMap): Promise<WireMap> {
    const name = inputs.name;
    if (typeof name !== "string") throw new Error("a stack reference needs the name of a stack");
    const outputs = await this.host.outputsOf(name);
    const secretOutputNames = Object.keys(outputs)
      .filter((key) => containsSecret(outputs[key] ?? null))
      .sort();
    return { name, outputs, secretOutputNames };
  }

  async #invoke(request: ResourceInvokeRequest): Promise<object> {
    await this.#transforms.applyToLookup(request);
    const token = request.getTok();
    const args = wireOf(request.getArgs());
    if (token === "pulumi:pulumi:getResource") return resourceResponse(args, this.#resources);
    const ref = await this.#inTurn(() =>
      this.#providerFor(request.getProvider(), "", token, {
        pkg: packageOf(token),
        version: this.#packages.get(request.getPackageref()) ?? request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
      }),
    );
    const configuration = withoutSecrets(this.#providers.get(ref)?.inputs ?? {}) as WireMap;
    return invokeResponse(lookUp(token, args, sceneOf(args, configuration)));
  }
}
