import { eachGivesItsLines } from "./lines";

eachGivesItsLines("cluster", [
  [
    "a version without quotes",
    { config: { cluster: { version: 1.35 } } },
    'intelliguard:cluster.version = 1.35: not a Kubernetes minor version; write it in quotes, like "1.35"',
  ],
  [
    "a patch version",
    { config: { cluster: { version: "1.35.2" } } },
    'intelliguard:cluster.version = "1.35.2": not a Kubernetes minor version; write it in quotes, like "1.35"',
  ],
  [
    "an API server open to all",
    { config: { cluster: { publicAccess: { enabled: true, cidrs: ["0.0.0.0/0"] } } } },
    'intelliguard:cluster.publicAccess.cidrs[0] = "0.0.0.0/0": most of the internet or all of it; list the ranges you connect from, like 198.51.100.7/32',
  ],
  [
    "an API server open to nobody named",
    { config: { cluster: { publicAccess: { enabled: true } } } },
    "intelliguard:cluster.publicAccess.cidrs = []: empty, which would open the API server to the whole internet; list the ranges you connect from, or set publicAccess.enabled to false",
  ],
  [
    "an API server open to private ranges",
    { config: { cluster: { publicAccess: { enabled: true, cidrs: ["10.0.0.0/8"] } } } },
    'intelliguard:cluster.publicAccess.cidrs[0] = "10.0.0.0/8": not a public range, so EKS refuses it; list public addresses; from inside, use the private endpoint',
  ],
  [
    "an unknown log type",
    { config: { cluster: { logTypes: ["api", "audits"] } } },
    'intelliguard:cluster.logTypes[1] = "audits": not one of the choices; did you mean audit? choose one of api, audit, authenticator, controllerManager, scheduler',
  ],
  [
    "no log type",
    { config: { cluster: { logTypes: [] } } },
    "intelliguard:cluster.logTypes = []: too few entries; give at least 1",
  ],
  [
    "an administrator that is no ARN",
    { config: { cluster: { admins: ["admin"] } } },
    'intelliguard:cluster.admins[0] = "admin": not the ARN of an IAM role or user; write arn:aws:iam::<12 digits>:role/<path and name>',
  ],
  [
    "a whole account as administrator",
    { config: { cluster: { admins: ["arn:aws:iam::111111111111:root"] } } },
    'intelliguard:cluster.admins[0] = "arn:aws:iam::111111111111:root": not the ARN of an IAM role or user; write arn:aws:iam::<12 digits>:role/<path and name>',
  ],
  [
    "one identity with two entries",
    {
      config: {
        cluster: {
          admins: [
            "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef",
          ],
          viewers: [
            "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef",
          ],
        },
      },
    },
    'intelliguard:cluster.viewers[0] = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef": named already in intelliguard:cluster.admins[0], and EKS takes one access entry for each; remove one of the two',
  ],
  [
    "two identities of one name",
    {
      config: {
        cluster: {
          viewers: ["arn:aws:iam::111111111111:role/audit", "arn:aws:iam::111111111111:user/x/audit"],
        },
      },
    },
    'intelliguard:cluster.viewers[1] = "arn:aws:iam::111111111111:user/x/audit": ends like intelliguard:cluster.viewers[0], so their access entries would share a name; name one of the two only',
  ],
  [
    "two identities of one name, at two levels",
    {
      config: {
        cluster: {
          admins: ["arn:aws:iam::111111111111:role/deploy"],
          viewers: ["arn:aws:iam::111111111111:role/ci/deploy"],
        },
      },
    },
    'intelliguard:cluster.viewers[0] = "arn:aws:iam::111111111111:role/ci/deploy": ends like intelliguard:cluster.admins[0], so their access entries would share a name; name one of the two only',
  ],
  [
    "an add-on nobody has",
    { config: { cluster: { addonVersions: { "core-dns": "v1.12.1-eksbuild.2" } } } },
    'intelliguard:cluster.addonVersions.core-dns = "v1.12.1-eksbuild.2": a key that nobody knows; did you mean coredns?',
  ],
  [
    "an add-on version that is none",
    { config: { cluster: { addonVersions: { coredns: "1.12.1" } } } },
    'intelliguard:cluster.addonVersions.coredns = "1.12.1": not an EKS add-on version; write it like v1.21.2-eksbuild.1',
  ],
]);

eachGivesItsLines("access", [
  [
    "a user, with Identity Center",
    { config: { access: { administrators: ["arn:aws:iam::111111111111:user/anna"] } } },
    'intelliguard:access.administrators[0] = "arn:aws:iam::111111111111:user/anna": not a role of Identity Center, so nothing would ask for a second factor; name an AWSReservedSSO role, or set access.identityCenter to false to ask for MFA',
  ],
  [
    "a role, without Identity Center",
    { config: { access: { identityCenter: false, administrators: ["arn:aws:iam::111111111111:role/ops"] } } },
    'intelliguard:access.administrators[0] = "arn:aws:iam::111111111111:role/ops": a role, whose sessions cannot show a second factor; name users or an account, or set access.identityCenter to true',
  ],
  [
    "nobody",
    { config: { access: { administrators: [] } } },
    "intelliguard:access.administrators = []: too few entries; give at least 1",
  ],
  [
    "nobody said",
    { config: { access: { administrators: undefined } } },
    "intelliguard:access.administrators: missing; set it: who may assume the management and cluster administrator roles (section 4, mfa_required)",
  ],
  [
    "no repository",
    { config: { access: { runner: { repository: undefined } } } },
    "intelliguard:access.runner.repository: missing; set it: the GitHub repository whose workflows the runner serves",
  ],
  [
    "a repository by SSH",
    { config: { access: { runner: { repository: "git@github.com:company/intelliguard-aws.git" } } } },
    'intelliguard:access.runner.repository = "git@github.com:company/intelliguard-aws.git": not a GitHub repository; write https://github.com/<owner>/<name>, without .git',
  ],
  [
    "a bastion nobody has",
    { config: { access: { bastion: { instanceType: "t3.mico" } } } },
    'intelliguard:access.bastion.instanceType = "t3.mico": not an instance type in the table of instance types; did you mean t3.micro? choose one of stacks/instance-types.ts, or add it there',
  ],
]);
