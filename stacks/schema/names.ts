import { z } from "zod";

/** An error text of two halves: what is wrong, and what to do about it. */
const say = (problem: string, remedy: string): string => `${problem}; ${remedy}`;

/** An IPv4 range. That it starts where its size says is checked with the other addresses. */
export const cidr = z.cidrv4({
  error: say("not an IPv4 range", "write four octets of 0 to 255 and a prefix length, like 10.0.0.0/16"),
});

/** One IPv4 address. */
export const address = z.ipv4({
  error: say("not an IPv4 address", "write four octets of 0 to 255, like 10.8.0.2"),
});

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** A DNS name of two labels or more, in lower case, without a final dot. */
export const domain = z
  .string()
  .regex(new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`), {
    error: say(
      "not a domain name",
      "write lower-case labels of letters, digits and inner hyphens, joined by dots",
    ),
  });

/** An availability zone. */
export const zone = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, {
  error: say("not an availability zone", "write the region and a letter, like us-west-2a"),
});

/** An IAM role, user or whole account that may be named in a trust policy. */
export const principal = z.string().regex(/^arn:aws:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]{1,512})$/, {
  error: say(
    "not the ARN of an IAM role, user or account",
    "write arn:aws:iam::<12 digits>:role/<path and name>",
  ),
});

/** An IAM role or user that may sign in to the cluster; a whole account may not. */
export const identity = z.string().regex(/^arn:aws:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/, {
  error: say("not the ARN of an IAM role or user", "write arn:aws:iam::<12 digits>:role/<path and name>"),
});

/** A Kubernetes quantity of CPU or bytes. */
export const quantity = z.string().regex(/^(0|[1-9]\d*)(\.\d+)?(m|k|[KMGTPE]i?)?$/, {
  error: say("not a Kubernetes quantity", "write a number with an optional unit, like 32, 500m or 128Gi"),
});

/** Days that CloudWatch can keep a log group. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** How long CloudWatch keeps logs, in days; CloudWatch takes these numbers only. */
export const retentionDays = z.literal(RETENTION_DAYS);

/** An EC2 instance type; that it exists is checked against the table of instance types. */
export const instanceTypeName = z.string();
