import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { withHashes } from "./assets";
import { seconds } from "./durations";
import type { Resource, Timeouts } from "./resource";
import { withVersion } from "./providers";
import { isProvider } from "./urn";
import { outputDependencies, withoutOutputs, type Wire, type WireMap } from "./values";

/** What only the engine can say of a resource that the program registers. */
export interface Placement {
  readonly urn: string;
  readonly parent: string;
  /** Reference of the provider; empty for components and for providers. */
  readonly provider: string;
  /** What the parent passes on where the request is silent. */
  readonly inherited: Pick<Resource, "protect" | "retainOnDelete" | "deletedWith">;
}

/** Anything with the wire form of a map inside: a protobuf `Struct`. */
interface Struct {
  toJavaScript(): object;
}

/** The wire form of a message's property map; empty when the message has none. */
export function wireOf(struct: Struct | undefined): WireMap {
  return struct === undefined ? {} : (struct.toJavaScript() as WireMap);
}

/** A message that holds a map of values as the runtime expects them, without a detour through protobuf. */
export function structOf(value: WireMap): Struct {
  return { toJavaScript: () => value };
}

const TIMES = ["create", "update", "delete", "read"] as const;

function timeoutsOf(request: RegisterResourceRequest): Timeouts {
  const message = request.getCustomtimeouts();
  if (message === undefined) return {};
  const given = {
    create: message.getCreate(),
    update: message.getUpdate(),
    delete: message.getDelete(),
    read: message.getRead(),
  };
  return Object.fromEntries(
    TIMES.filter((time) => given[time] !== "").map((time) => [time, seconds(given[time])]),
  );
}

function hooksOf(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const binding = request.getHooks();
  if (binding === undefined) return {};
  const bound = {
    BeforeCreate: binding.getBeforeCreateList(),
    AfterCreate: binding.getAfterCreateList(),
    BeforeUpdate: binding.getBeforeUpdateList(),
    AfterUpdate: binding.getAfterUpdateList(),
    BeforeDelete: binding.getBeforeDeleteList(),
    AfterDelete: binding.getAfterDeleteList(),
    OnError: binding.getOnErrorList(),
  };
  return Object.fromEntries(Object.entries(bound).filter(([, names]) => names.length > 0));
}

function propertyDependenciesOf(
  request: RegisterResourceRequest,
  inputs: WireMap,
): Record<string, readonly string[]> {
  const result: Record<string, readonly string[]> = {};
  for (const [key, dependencies] of request.getPropertydependenciesMap().entries()) {
    result[key] = dependencies.getUrnsList();
  }
  if (!request.getRemote()) return result;
  for (const [key, value] of Object.entries(inputs)) {
    result[key] = [...new Set([...(result[key] ?? []), ...outputDependencies(value)])];
  }
  return result;
}

/** What comes out of a resource that does not exist yet: what went in. The rest is unknown until the update. */
function outputsOf(request: RegisterResourceRequest, inputs: WireMap, canPreview: boolean): WireMap {
  if (!request.getCustom() || !canPreview) return {};
  return inputs;
}

/** The engine's resource for a registration. */
export function resourceOf(
  request: RegisterResourceRequest,
  placement: Placement,
  canPreview: boolean,
): Resource {
  const { urn, parent, provider, inherited } = placement;
  const raw = wireOf(request.getObject());
  const inputs = withHashes(request.getRemote() ? withoutOutputs(raw) : raw) as WireMap;
  const type = request.getType();
  if (isProvider(type) && request.getVersion() !== "") withVersion(inputs, request.getVersion());
  const trigger = request.getReplacementTrigger();
  return {
    operation: request.getImportid() === "" ? "create" : "import",
    urn,
    type,
    name: request.getName(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    parent,
    inputs,
    outputs: outputsOf(request, inputs, canPreview),
    id: request.getImportid(),
    provider,
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request, raw),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    protect: request.hasProtect() ? request.getProtect() === true : inherited.protect,
    retainOnDelete: request.hasRetainondelete()
      ? request.getRetainondelete() === true
      : inherited.retainOnDelete,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    deletedWith: request.getDeletedwith() === "" ? inherited.deletedWith : request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replacementTrigger: trigger === undefined ? null : withoutOutputs(trigger.toJavaScript() as Wire),
    hideDiff: request.getHidediffsList(),
    timeouts: timeoutsOf(request),
    hooks: hooksOf(request),
  };
}
