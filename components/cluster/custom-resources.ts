import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** The spec of an ENIConfig: where the pods of a node take their addresses (`crd.k8s.amazonaws.com/v1alpha1`). */
export interface EniConfigSpec {
  readonly subnet: pulumi.Input<string>;
  readonly securityGroups: pulumi.Input<string>[];
}

/** Places an ENIConfig, a cluster-wide object that the vpc-cni add-on reads when a node starts. */
export function eniConfig(
  name: string,
  objectName: string,
  spec: EniConfigSpec,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  const manifest = { apiVersion: "crd.k8s.amazonaws.com/v1alpha1", kind: "ENIConfig" };
  return new k8s.apiextensions.CustomResource(
    name,
    { ...manifest, metadata: { name: objectName }, spec },
    opts,
  );
}

/** A VolumeSnapshotClass beside its metadata (`snapshot.storage.k8s.io/v1`). */
export interface VolumeSnapshotClassFields {
  readonly driver: string;
  /** What becomes of the snapshot in the cloud when its object goes. */
  readonly deletionPolicy: "Delete" | "Retain";
}

/** Places a volume snapshot class. */
export function volumeSnapshotClass(
  name: string,
  metadata: k8s.types.input.meta.v1.ObjectMeta,
  fields: VolumeSnapshotClassFields,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  const manifest = { apiVersion: "snapshot.storage.k8s.io/v1", kind: "VolumeSnapshotClass" };
  return new k8s.apiextensions.CustomResource(name, { ...manifest, metadata, ...fields }, opts);
}
