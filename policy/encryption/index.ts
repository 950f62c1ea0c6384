import type { Rule } from "../rule";
import { customerKey } from "./customer-key";
import { eksSecrets } from "./eks-secrets";
import { encryptionAtRest } from "./encryption-at-rest";
import { keyRotation } from "./key-rotation";
import { listener } from "./listener";
import { meshDestination } from "./mesh-destination";
import { meshGateway } from "./mesh-gateway";
import { meshMinimumVersion } from "./mesh-minimum-version";
import { meshStrict } from "./mesh-strict";
import { storageClass } from "./storage-class";
import { tlsInTransit } from "./tls-in-transit";

/** Data encrypted where it lies and where it travels, with keys of ours. */
export const rules: readonly Rule[] = [
  encryptionAtRest,
  customerKey,
  keyRotation,
  eksSecrets,
  storageClass,
  tlsInTransit,
  listener,
  meshStrict,
  meshDestination,
  meshGateway,
  meshMinimumVersion,
];
