import { z } from "zod";
import { instanceTypeName, principal } from "./names";

const bastion = z.strictObject({
  enabled: z
    .boolean()
    .describe("Whether there is a bastion, reached by SSM Session Manager only (section 4)."),
  instanceType: instanceTypeName.describe("The bastion's EC2 instance type."),
});

const runner = z.strictObject({
  enabled: z
    .boolean()
    .describe("Whether deployments run on a runner inside the VPC, which sees the private endpoint."),
  repository: z
    .string()
    .regex(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/, {
      error: "not a GitHub repository; write https://github.com/<owner>/<name>, without .git",
    })
    .describe("The GitHub repository whose workflows the runner serves."),
  computeType: z
    .enum(["BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_MEDIUM", "BUILD_GENERAL1_LARGE"])
    .describe("CodeBuild's machine size for the runner."),
  connected: z
    .boolean()
    .describe(
      "Whether a person has completed the connection to GitHub that the first `up` makes; until then no job can reach the runner.",
    ),
});

export const access = z.strictObject({
  bastion,
  runner,
  identityCenter: z
    .boolean()
    .describe(
      "Whether people sign in through IAM Identity Center, whose sessions carry no MFA key of their own.",
    ),
  administrators: z
    .array(principal)
    .min(1)
    .describe("Who may assume the management and cluster administrator roles (section 4, mfa_required)."),
});
