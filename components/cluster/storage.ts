import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { EksClusterArgs } from "./args";
import { volumeSnapshotClass } from "./custom-resources";
import { PROVISIONER, storageClasses } from "./storage-classes";

/** Name of the snapshot class; Velero finds it by its label. */
export const SNAPSHOT_CLASS = "ebs";

/** Places the storage classes, all with the volumes key. */
export function placeStorageClasses(
  name: string,
  { storageTier, volumesKeyArn }: EksClusterArgs,
  opts: pulumi.CustomResourceOptions,
): k8s.storage.v1.StorageClass[] {
  return storageClasses(storageTier).map(
    (plan) =>
      new k8s.storage.v1.StorageClass(
        `${name}-${plan.name}`,
        {
          metadata: {
            name: plan.name,
            annotations: { "storageclass.kubernetes.io/is-default-class": String(plan.isDefault) },
          },
          provisioner: PROVISIONER,
          parameters: { ...plan.parameters, kmsKeyId: volumesKeyArn },
          reclaimPolicy: plan.reclaimPolicy,
          volumeBindingMode: "WaitForFirstConsumer",
          allowVolumeExpansion: true,
        },
        opts,
      ),
  );
}

/** Places the snapshot class. A snapshot has its volume's key, and outlives its object: backups are deleted by their schedule. */
export function placeSnapshotClass(name: string, opts: pulumi.CustomResourceOptions) {
  const metadata = {
    name: SNAPSHOT_CLASS,
    labels: { "velero.io/csi-volumesnapshot-class": "true" },
    annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
  };
  const fields = { driver: PROVISIONER, deletionPolicy: "Retain" } as const;
  return volumeSnapshotClass(`${name}-snapshots`, metadata, fields, opts);
}
