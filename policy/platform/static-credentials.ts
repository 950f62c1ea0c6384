import type { Rule } from "../rule";

/** What each of them should have been. */
const INSTEAD: Readonly<Record<string, string>> = {
  "aws:iam/accessKey:AccessKey": "a role: keys of a user never expire",
  "aws:iam/sshKey:SshKey": "HTTPS with credentials of a role",
  "aws:iam/user:User": "a role that people take through single sign-on, and programs through their identity",
  "aws:iam/userLoginProfile:UserLoginProfile": "single sign-on",
  "aws:ec2/keyPair:KeyPair": "Session Manager, which needs no key",
  "aws:lightsail/keyPair:KeyPair": "Session Manager, which needs no key",
};

export const staticCredentials: Rule = {
  id: "no-static-credentials",
  family: "platform",
  title: "Make no users, passwords or keys that never expire",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.2.1" },
    { framework: "NIST SP 800-53", control: "IA-5" },
  ],
  why: "A credential without an end is valid for whoever finds it, in a backup or the state of this program, years later.",
  remedy: "Use roles: Pod Identity in the cluster, single sign-on for people, OIDC for deployments.",
  exemptions: [],
  types: Object.keys(INSTEAD),
  judge: ({ type, name }) => {
    const instead = INSTEAD[type];
    if (instead === undefined) return [];
    return [{ kind: "violation", path: "name", message: `Replace ${name} by ${instead}.` }];
  },
};
