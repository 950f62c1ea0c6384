import type { Rule } from "../rule";
import { forAll, meshTypes } from "./mesh";
import { judgedBy, need, notTrue, type Want } from "../requirement";

const ENCRYPTED: Want = {
  accepts: (mode) => mode === undefined || mode === null || mode !== "DISABLE",
  set: "to ISTIO_MUTUAL, or SIMPLE or MUTUAL for a host outside the mesh",
  show: true,
};

const PLACES = [
  "spec.trafficPolicy?",
  "spec.trafficPolicy?.portLevelSettings[]?",
  "spec.subsets[]?.trafficPolicy?",
  "spec.subsets[]?.trafficPolicy?.portLevelSettings[]?",
];

export const meshDestination: Rule = {
  id: "mesh-destination-tls",
  family: "encryption",
  title: "Let no destination rule switch TLS off",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-8(1)" }],
  why: "A destination rule decides for every client of a host: with DISABLE they all send plain text, and with insecureSkipVerify to whoever answers.",
  remedy:
    "Leave tls out (the mesh uses mutual TLS by itself), or set ISTIO_MUTUAL; for a host outside the mesh SIMPLE or MUTUAL with its CA.",
  exemptions: [],
  ...judgedBy(
    forAll(
      meshTypes("networking", "DestinationRule"),
      PLACES.flatMap((place) => [
        need(`${place}.tls?.mode`, ENCRYPTED),
        need(`${place}.tls?.insecureSkipVerify`, notTrue),
      ]),
    ),
  ),
};
