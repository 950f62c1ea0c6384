/** Who may act as people of the platform, and how they prove it. */
export interface People {
  /**
   * ARNs of the IAM principals people sign in as: users or accounts, or with Identity Center the `AWSReservedSSO_` roles of
   * their permission sets.
   */
  readonly administrators: readonly string[];
  /**
   * Whether they sign in through IAM Identity Center, which asks for the second factor itself: its sessions carry no
   * MFA key that a trust policy could ask for.
   */
  readonly identityCenter: boolean;
}

/** A trust policy for people. */
export interface PeopleTrust {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Effect: "Allow";
    readonly Principal: { readonly AWS: readonly string[] };
    readonly Action: "sts:AssumeRole";
    readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

/** Seconds for which a second factor counts. */
const MFA_SECONDS = 3600;

const PRINCIPAL = /^arn:aws:iam::(\d{12}):(root|user\/.+|role\/.+)$/;

/** Identity Center puts roles under its region, or under none in us-east-1, and ends their names with 16 random digits. */
const PERMISSION_SET =
  /^arn:aws:iam::(\d{12}):role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_([\w+=,.@-]+)_[0-9a-f]{16}$/;

/** Every problem of the people's args, one line each; empty when there is none. */
export function peopleProblems({ administrators, identityCenter }: People): string[] {
  if (administrators.length === 0) return ["administrators: name at least one principal, or nobody gets in"];
  return administrators.flatMap((arn) => {
    if (identityCenter) {
      if (PERMISSION_SET.test(arn)) return [];
      return [
        `administrators = ${arn}: name an AWSReservedSSO role of Identity Center, or set identityCenter to false`,
      ];
    }
    if (!PRINCIPAL.test(arn)) return [`administrators = ${arn}: write the ARN of an IAM user or account`];
    // Sessions of an assumed role carry no MFA key, so such a principal could never meet the condition.
    if (arn.includes(":role/")) {
      return [
        `administrators = ${arn}: name users or an account; a role's sessions cannot show a second factor`,
      ];
    }
    return [];
  });
}

/** Any role that Identity Center makes for the same permission set: the ending changes when it is provisioned again. */
function permissionSetPattern(arn: string): string {
  const [, account, name] = PERMISSION_SET.exec(arn) ?? [];
  if (account === undefined || name === undefined)
    throw new TypeError(`${arn} is no role of Identity Center`);
  return `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${name}_*`;
}

/**
 * The trust policy of a role for people (section 4, management_to_all: `mfa_required`): a second factor not older than
 * an hour, or a session of the named permission sets of Identity Center.
 */
export function peopleTrust({ administrators, identityCenter }: People): PeopleTrust {
  const accounts = [...new Set(administrators.map((arn) => `arn:aws:iam::${arn.split(":")[4] ?? ""}:root`))];
  const condition = identityCenter
    ? { ArnLike: { "aws:PrincipalArn": [...new Set(administrators.map(permissionSetPattern))] } }
    : {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": String(MFA_SECONDS) },
      };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: identityCenter ? accounts : administrators },
        Action: "sts:AssumeRole",
        Condition: condition,
      },
    ],
  };
}
