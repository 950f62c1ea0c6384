import type { ResourceCallRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { callMethod } from "./lookups";
import { structOf, wireOf } from "./requests";
import type { Resource } from "./resource";
import type { WireMap } from "./values";

/** The response to a lookup. */
export function invokeResponse(result: WireMap): object {
  return { getReturn: () => structOf(result), getFailuresList: () => [] };
}

/** The response to a lookup of a resource by URN; the runtime wants this one as real protobuf. */
export function resourceResponse(args: WireMap, resources: ReadonlyMap<string, Resource>): object {
  const urn = typeof args.urn === "string" ? args.urn : "";
  const resource = resources.get(urn);
  if (resource === undefined) throw new Error(`unknown resource '${urn}'`);
  const found = { urn, id: resource.id, state: resource.outputs } as Record<string, JavaScriptValue>;
  return { getReturn: () => Struct.fromJavaScript(found), getFailuresList: () => [] };
}

/** The response to a call of a component's method: unknown, and dependent on the component. */
export function callResponse(request: ResourceCallRequest): object {
  const self = wireOf(request.getArgs()).__self__;
  const urn = typeof self === "object" && self !== null && !Array.isArray(self) ? self.urn : undefined;
  const result = callMethod(request.getTok());
  const dependencies = { getUrnsList: () => (typeof urn === "string" ? [urn] : []) };
  return {
    getReturn: () => structOf(result),
    getFailuresList: () => [],
    getReturndependenciesMap: () => new Map([["__self__", dependencies]]),
  };
}
