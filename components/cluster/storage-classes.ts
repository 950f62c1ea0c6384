/** The storage tiers of the environments (section 1, storage_tier). */
export const STORAGE_TIERS = ["premium_ssd", "standard_ssd"] as const;
export type StorageTier = (typeof STORAGE_TIERS)[number];

/** The storage classes (section 5, storage_classes), underscores written as hyphens. */
export type StorageClassName = "premium-ssd" | "high-performance" | "standard";

/** A storage class without the key, which only the cloud knows. All of them bind on first use and may grow. */
export interface StorageClassPlan {
  readonly name: StorageClassName;
  /** Parameters of the EBS driver: strings all. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly reclaimPolicy: "Retain" | "Delete";
  /** Whether claims that name no class get this one. */
  readonly isDefault: boolean;
}

export const PROVISIONER = "ebs.csi.aws.com";

/** The class that the tier makes the default: `standard_ssd` is no class of the document, `standard` is. */
export const DEFAULT_CLASS: Readonly<Record<StorageTier, StorageClassName>> = {
  premium_ssd: "premium-ssd",
  standard_ssd: "standard",
};

const CLASSES: readonly Omit<StorageClassPlan, "isDefault">[] = [
  {
    name: "premium-ssd",
    parameters: { type: "gp3", iops: "3000", throughput: "125", encrypted: "true" },
    reclaimPolicy: "Retain",
  },
  {
    name: "high-performance",
    parameters: { type: "io2", iops: "10000", encrypted: "true" },
    reclaimPolicy: "Retain",
  },
  { name: "standard", parameters: { type: "gp2", encrypted: "true" }, reclaimPolicy: "Delete" },
];

/** The storage classes of an environment, exactly one of them the default. */
export function storageClasses(tier: StorageTier): StorageClassPlan[] {
  return CLASSES.map((each) => ({ ...each, isDefault: each.name === DEFAULT_CLASS[tier] }));
}
