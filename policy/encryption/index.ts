import type { Rule } from "../rule";
import { bucketEncryption } from "./bucket-encryption";
import { customerKey } from "./customer-key";
import { databaseTls } from "./database-tls";
import { eksSecrets } from "./eks-secrets";
import { encryptionAtRest } from "./encryption-at-rest";
import { keyRotation } from "./key-rotation";
import { listener } from "./listener";
import { meshDestination } from "./mesh-destination";
import { meshGateway } from "./mesh-gateway";
import { meshMinimumVersion } from "./mesh-minimum-version";
import { meshStrict } from "./mesh-strict";
import { storageClass } from "./storage-class";
import { tlsOnlyPolicy } from "./tls-only-policy";
import { tlsInTransit } from "./tls-in-transit";

/** Data encrypted where it lies and where it travels, with keys of ours. */
export const rules: readonly Rule[] = [
  encryptionAtRest,
  customerKey,
  keyRotation,
  eksSecrets,
  storageClass,
  bucketEncryption,
  tlsInTransit,
  listener,
  tlsOnlyPolicy,
  databaseTls,
  meshStrict,
  meshDestination,
  meshGateway,
  meshMinimumVersion,
];
