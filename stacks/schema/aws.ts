import { z } from "zod";

const TAG = "not a tag's value; write 1 to 256 letters, digits, spaces and _ . : / = + - @";
const tag = z.string({ error: TAG }).regex(/^[\w .:/=+@-]{1,256}$/, { error: TAG });

const ACCOUNT = "not an account id; write its 12 digits in quotes";

/** What this program needs to know of the AWS provider's own config; the provider has more. */
export const awsSchema = z.looseObject({
  region: z.string().describe("The AWS region the environment lives in (section 1)."),
  allowedAccountIds: z
    .array(z.string({ error: ACCOUNT }).regex(/^\d{12}$/, { error: ACCOUNT }))
    .min(1)
    .max(1)
    .describe("The environment's own account; the provider refuses every other."),
  defaultTags: z
    .looseObject({
      tags: z
        .object({
          Environment: tag.describe("The environment's name."),
          Project: tag.describe("The project's name."),
          Owner: tag.describe("The team that answers for the environment."),
          CostCentre: tag.describe("Who pays for the environment."),
        })
        .catchall(tag)
        .describe("Tags by name; Environment, Project, Owner and CostCentre at least."),
    })
    .describe("Tags of every resource."),
});

/** The AWS provider's config, as far as this program reads it. */
export type AwsConfig = z.output<typeof awsSchema>;
