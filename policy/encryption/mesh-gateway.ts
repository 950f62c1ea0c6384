import { UNKNOWN, type Finding, type Rule, type Subject, type Value } from "../rule";
import { at, objectName, places, shown } from "../values";
import { meshTypes } from "./mesh";

const SECURE: readonly Value[] = ["HTTPS", "TLS"];
const OLD: readonly Value[] = ["TLS_AUTO", "TLSV1_0", "TLSV1_1"];

function judgeServer(server: Value, path: string, gateway: string): Finding[] {
  if (server === UNKNOWN) return [{ kind: "unknown", path }];
  const protocol = at(server, "port.protocol");
  if (protocol === UNKNOWN) return [{ kind: "unknown", path: `${path}.port.protocol` }];
  if (!SECURE.includes(protocol)) return [];
  const version = at(server, "tls.minProtocolVersion");
  if (version === UNKNOWN) return [{ kind: "unknown", path: `${path}.tls.minProtocolVersion` }];
  // Without a version Istio's gateways take TLS 1.2; a passed-through connection is the backend's to judge.
  if (!OLD.includes(version)) return [];
  const message = `Set ${path}.tls.minProtocolVersion of Gateway ${gateway} to TLSV1_2 or TLSV1_3; it is ${shown(version)}.`;
  return [{ kind: "violation", path: `${path}.tls.minProtocolVersion`, message }];
}

export const meshGateway: Rule = {
  id: "mesh-gateway-tls",
  family: "encryption",
  title: "Serve TLS 1.2 or newer at the gateways of the mesh",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-8(1)" }],
  why: "The gateway is the mesh's outside: a version below its own default opens known attacks to everyone.",
  remedy: "Leave tls.minProtocolVersion out, or set TLSV1_2 or TLSV1_3.",
  exemptions: [],
  types: meshTypes("networking", "Gateway"),
  judge: (subject: Subject) =>
    places(subject.inputs, "spec.servers[]?").flatMap(({ path, value }) =>
      judgeServer(value, path, objectName(subject)),
    ),
};
