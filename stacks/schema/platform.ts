import { z } from "zod";
import { quantity } from "./names";

const quota = z.strictObject({
  cpu: quantity.describe("CPU that the namespace's pods may request in all, in cores."),
  memory: quantity.describe("Memory that the namespace's pods may request in all."),
  storage: quantity.describe("Storage that the namespace's claims may request in all."),
});

export const tenancy = z.strictObject({
  quotas: z
    .strictObject({
      "security-core": quota,
      "soar-platform": quota,
      analytics: quota,
      "data-processing": quota,
    })
    .describe("Resource quotas of the tenants' namespaces (section 2, namespace organization)."),
});

export const storage = z.strictObject({
  tier: z
    .enum(["premium_ssd", "standard_ssd"])
    .describe("Storage tier (section 1): decides the cluster's default storage class."),
});

export const backup = z.strictObject({
  strategy: z
    .enum(["multi_region", "single_region", "local", "cross_region"])
    .describe(
      "Backup strategy (section 1): local keeps backups in account and region, single_region versions them there, " +
        "multi_region and cross_region replicate them.",
    ),
});

export const recovery = z.strictObject({
  rtoHours: z.number().positive().describe("Hours until service is back after a disaster (section 8, rto)."),
  rpoHours: z.number().positive().describe("Hours of data that may be lost in a disaster (section 8, rpo)."),
});
