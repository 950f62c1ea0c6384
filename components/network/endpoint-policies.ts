/** AWS services that the VPC can reach through interface endpoints. */
export const INTERFACE_SERVICES = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

/** An interface endpoint's service, as in `com.amazonaws.<region>.<service>`. */
export type InterfaceService = (typeof INTERFACE_SERVICES)[number];

/** Services with gateway endpoints, which cost nothing and are always there. */
export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;

/** A gateway endpoint's service. */
export type GatewayService = (typeof GATEWAY_SERVICES)[number];

/** One statement of an endpoint policy. */
export interface EndpointStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*";
  readonly Action: string | readonly string[];
  readonly Resource: "*";
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What may pass an endpoint. It grants nothing: who may do what is for identity and resource policies to say. */
export interface EndpointPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly EndpointStatement[];
}

/** The IAM prefix of a service's actions, where it is not the endpoint's own name. */
const PREFIXES: Readonly<Partial<Record<InterfaceService | GatewayService, string>>> = {
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
};

/**
 * Services whose endpoints keep AWS's default policy: the messaging channels of the SSM agent and Pod Identity's token
 * exchange are used by signed calls of our own instances only, and AWS documents no limited policy for them.
 */
const UNLIMITED: readonly (InterfaceService | GatewayService)[] = ["ec2messages", "ssmmessages", "eks-auth"];

/** What passes although no principal of ours signed it, by service. */
const EXCEPTIONS: Readonly<
  Partial<Record<InterfaceService | GatewayService, (accountId: string) => EndpointStatement[]>>
> = {
  // Registries and package repositories (ECR layers among them) hand out objects by presigned or anonymous requests
  // from buckets of their own. Reading stays open, so images can be pulled; writing needs a principal of ours.
  s3: () => [
    {
      Sid: "ReadFromOthersBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: "*",
    },
  ],
  // A web identity has no AWS principal before it has assumed its role, which must be a role of ours.
  sts: (accountId) => [
    {
      Sid: "AssumeOurRolesWithWebIdentity",
      Effect: "Allow",
      Principal: "*",
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceAccount": accountId } },
    },
  ],
};

/**
 * The policy of a service's endpoint: principals of the account may pass, with whatever their own policies allow, and
 * so may AWS services that act for it. Undefined where AWS's default policy is kept.
 *
 * The action is the whole service: an endpoint policy is a ceiling on who may use the path, not a grant.
 */
export function endpointPolicy(
  service: InterfaceService | GatewayService,
  accountId: string,
): EndpointPolicy | undefined {
  if (UNLIMITED.includes(service)) return undefined;
  const ceiling = {
    Effect: "Allow",
    Principal: "*",
    Action: `${PREFIXES[service] ?? service}:*`,
    Resource: "*",
  } as const;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PrincipalsOfTheAccount",
        ...ceiling,
        Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
      },
      {
        Sid: "AwsServices",
        ...ceiling,
        Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
      },
      ...(EXCEPTIONS[service]?.(accountId) ?? []),
    ],
  };
}
