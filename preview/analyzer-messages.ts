import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Resource } from "./resource";
import { forPolicies, type WireMap } from "./values";

/** How a property map becomes part of a message. */
export type Pack = (properties: WireMap) => Struct;

/** Real protobuf, for a message that leaves the process. */
export const packed: Pack = (properties) =>
  Struct.fromJavaScript(forPolicies(properties) as Record<string, JavaScriptValue>);

/** A property map that passes for protobuf without having been converted. */
class Direct extends Struct {
  constructor(private readonly properties: WireMap) {
    super();
  }

  override toJavaScript(): Record<string, JavaScriptValue> {
    return this.properties as Record<string, JavaScriptValue>;
  }
}

/** The property map itself, for a message that stays in the process. */
export const direct: Pack = (properties) => new Direct(forPolicies(properties) as WireMap);

function optionsOf(resource: Resource): AnalyzerResourceOptions {
  const { timeouts, deleteBeforeReplace } = resource;
  const times = new AnalyzerResourceOptions.CustomTimeouts()
    .setCreate(timeouts.create ?? 0)
    .setUpdate(timeouts.update ?? 0)
    .setDelete(timeouts.delete ?? 0)
    .setRead(timeouts.read ?? 0);
  return new AnalyzerResourceOptions()
    .setProtect(resource.protect)
    .setIgnorechangesList([...resource.ignoreChanges])
    .setDeletebeforereplace(deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList([...resource.additionalSecretOutputs])
    .setCustomtimeouts(times)
    .setParent(resource.parent);
}

function providerMessage(provider: Resource, pack: Pack): AnalyzerProviderResource {
  return new AnalyzerProviderResource()
    .setUrn(provider.urn)
    .setType(provider.type)
    .setName(provider.name)
    .setProperties(pack(provider.inputs));
}

/** The request to judge one resource by its inputs. */
export function analyzeRequest(
  resource: Resource,
  provider: Resource | undefined,
  pack: Pack,
): AnalyzeRequest {
  const request = new AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(pack(resource.inputs))
    .setOptions(optionsOf(resource));
  return provider === undefined ? request : request.setProvider(providerMessage(provider, pack));
}

function stackResource(resource: Resource, provider: Resource | undefined, pack: Pack): AnalyzerResource {
  const message = new AnalyzerResource()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(pack(resource.outputs))
    .setOptions(optionsOf(resource))
    .setParent(resource.parent)
    .setDependenciesList([...resource.dependencies]);
  const dependencies = message.getPropertydependenciesMap();
  for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
    if (urns.length > 0) dependencies.set(key, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return provider === undefined ? message : message.setProvider(providerMessage(provider, pack));
}

/** The request to judge the stack as a whole, by the outputs of its resources. */
export function analyzeStackRequest(
  resources: readonly Resource[],
  providerOf: (resource: Resource) => Resource | undefined,
  pack: Pack,
): AnalyzeStackRequest {
  const messages = resources.map((resource) => stackResource(resource, providerOf(resource), pack));
  return new AnalyzeStackRequest().setResourcesList(messages);
}
