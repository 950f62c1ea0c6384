import type { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import type { Callback, CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";

/** The runtime's modules that calling back needs; a program without transforms never loads them. */
interface Protocol {
  readonly grpc: typeof import("@grpc/grpc-js");
  readonly callbacks: { CallbacksClient: new (...args: never[]) => CallbacksClient };
  readonly messages: typeof import("@pulumi/pulumi/proto/callback_pb");
  readonly resources: typeof import("@pulumi/pulumi/proto/resource_pb");
}

/**
 * Functions of the program that change resources and lookups before they are registered. They live in the program's
 * callback server, where the engine calls them too.
 */
export class Transforms {
  readonly #stack: Callback[] = [];
  readonly #lookups: Callback[] = [];
  readonly #own = new Map<string, readonly Callback[]>();
  readonly #clients = new Map<string, CallbacksClient>();
  #protocol: Protocol | undefined;

  addToStack(callback: Callback): void {
    this.#stack.push(callback);
  }

  addToLookups(callback: Callback): void {
    this.#lookups.push(callback);
  }

  /** Remembers a resource's own transforms; they change its descendants too. */
  remember(urn: string, request: RegisterResourceRequest): void {
    const own = request.getTransformsList();
    if (own.length > 0) this.#own.set(urn, own);
  }

  /**
   * Changes a registration as the transforms say: the resource's own first, then those of its ancestors, from the
   * nearest up, and of the stack.
   */
  async apply(request: RegisterResourceRequest, ancestors: readonly string[]): Promise<void> {
    const own = request.getTransformsList();
    const above = ancestors.flatMap((urn) => this.#own.get(urn) ?? []);
    for (const callback of [...own, ...above, ...this.#stack]) await this.#transform(request, callback);
  }

  /** Changes a lookup's arguments as the transforms say. */
  async applyToLookup(request: ResourceInvokeRequest): Promise<void> {
    for (const callback of this.#lookups) {
      const { resources } = this.#load();
      const message = new resources.TransformInvokeRequest()
        .setToken(request.getTok())
        .setArgs(request.getArgs());
      message.setOptions(new resources.TransformInvokeOptions().setProvider(request.getProvider()));
      const bytes = await this.#call(callback, message.serializeBinary());
      const response = resources.TransformInvokeResponse.deserializeBinary(bytes);
      request.setArgs(response.getArgs());
      request.setProvider(response.getOptions()?.getProvider() ?? request.getProvider());
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  async #transform(request: RegisterResourceRequest, callback: Callback): Promise<void> {
    const { resources } = this.#load();
    const message = new resources.TransformRequest()
      .setType(request.getType())
      .setName(request.getName())
      .setCustom(request.getCustom())
      .setParent(request.getParent())
      .setProperties(request.getObject())
      .setOptions(this.#optionsOf(request));
    const bytes = await this.#call(callback, message.serializeBinary());
    const response = resources.TransformResponse.deserializeBinary(bytes);
    request.setObject(response.getProperties());
    const options = response.getOptions();
    if (options === undefined) return;
    request
      .setDependenciesList(options.getDependsOnList())
      .setIgnorechangesList(options.getIgnoreChangesList())
      .setReplaceonchangesList(options.getReplaceOnChangesList())
      .setReplaceWithList(options.getReplaceWithList())
      .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList())
      .setHidediffsList(options.getHideDiffList())
      .setAliasesList(options.getAliasesList())
      .setDeletedwith(options.getDeletedWith())
      .setProvider(options.getProvider())
      .setVersion(options.getVersion())
      .setPlugindownloadurl(options.getPluginDownloadUrl())
      .setImportid(options.getImport());
    if (options.hasProtect()) request.setProtect(options.getProtect() === true);
    if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() === true);
    if (options.hasDeleteBeforeReplace()) {
      request
        .setDeletebeforereplace(options.getDeleteBeforeReplace() === true)
        .setDeletebeforereplacedefined(true);
    }
    if (options.hasCustomTimeouts()) request.setCustomtimeouts(options.getCustomTimeouts());
    if (options.hasHooks()) request.setHooks(options.getHooks());
  }

  #optionsOf(
    request: RegisterResourceRequest,
  ): InstanceType<typeof import("@pulumi/pulumi/proto/resource_pb").TransformResourceOptions> {
    const { resources } = this.#load();
    const options = new resources.TransformResourceOptions()
      .setDependsOnList(request.getDependenciesList())
      .setIgnoreChangesList(request.getIgnorechangesList())
      .setReplaceOnChangesList(request.getReplaceonchangesList())
      .setReplaceWithList(request.getReplaceWithList())
      .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
      .setHideDiffList(request.getHidediffsList())
      .setAliasesList(request.getAliasesList())
      .setDeletedWith(request.getDeletedwith())
      .setProvider(request.getProvider())
      .setVersion(request.getVersion())
      .setPluginDownloadUrl(request.getPlugindownloadurl())
      .setImport(request.getImportid())
      .setCustomTimeouts(request.getCustomtimeouts())
      .setHooks(request.getHooks());
    for (const [pkg, ref] of request.getProvidersMap().entries()) options.getProvidersMap().set(pkg, ref);
    if (request.hasProtect()) options.setProtect(request.getProtect() === true);
    if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
    if (request.getDeletebeforereplacedefined())
      options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    return options;
  }

  #call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const { messages } = this.#load();
    const message = new messages.CallbackInvokeRequest().setToken(callback.getToken()).setRequest(request);
    return new Promise((resolve, reject) => {
      this.#client(callback.getTarget()).invoke(
        message,
        (error: Error | null, response: CallbackInvokeResponse) => {
          if (error === null) resolve(response.getResponse_asU8());
          else reject(error);
        },
      );
    });
  }

  #client(target: string): CallbacksClient {
    const existing = this.#clients.get(target);
    if (existing !== undefined) return existing;
    const { grpc, callbacks } = this.#load();
    const created = new callbacks.CallbacksClient(
      target as never,
      grpc.credentials.createInsecure() as never,
    );
    this.#clients.set(target, created);
    return created;
  }

  #load(): Protocol {
    /* eslint-disable @typescript-eslint/no-require-imports -- loaded only where a program has transforms */
    this.#protocol ??= {
      grpc: require("@grpc/grpc-js") as Protocol["grpc"],
      callbacks: require("@pulumi/pulumi/proto/callback_grpc_pb") as Protocol["callbacks"],
      messages: require("@pulumi/pulumi/proto/callback_pb") as Protocol["messages"],
      resources: require("@pulumi/pulumi/proto/resource_pb") as Protocol["resources"],
    };
    /* eslint-enable @typescript-eslint/no-require-imports */
    return this.#protocol;
  }
}
