import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BASTION_TAG, INSTANCE_TRUST, instancePermissions, managementPermissions } from "./bastion-policies";
import { shellDocument, tunnelDocument } from "./session-documents";
import { type People, peopleProblems, peopleTrust } from "./trust";

/** Days after which the bastion is replaced, and so gets the newest image. */
const LIFETIME_DAYS = 14;
const DAY_SECONDS = 24 * 60 * 60;

/** GiB of the bastion's root volume: the size of Amazon Linux's own image. */
const DISK_GIB = 8;

/** What {@link Bastion} needs. Sections are the document's. */
export interface BastionArgs extends People {
  /** The account of everything here: twelve digits. */
  readonly accountId: string;
  /** The region of everything here, for example `us-west-2`. */
  readonly region: string;
  /** What names begin with: `intelliguard-<environment>`. */
  readonly clusterName: string;
  /** The management subnets (section 4, management zone): where the bastion may stand. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The bastion's security group, without inbound rules. */
  readonly securityGroupId: pulumi.Input<string>;
  /** EC2 instance type, for example `t3.micro`. */
  readonly instanceType: string;
  /** The instance type's architecture: which image it boots. */
  readonly architecture: "x86_64" | "arm64";
  /** The key of the root volume; its policy must admit Auto Scaling. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** The key of the sessions between people and the bastion. */
  readonly sessionKeyArn: pulumi.Input<string>;
  /** The key of the session log; its policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /** Days CloudWatch keeps session logs; one of the numbers CloudWatch takes. */
  readonly logRetentionDays: number;
  /** Tags of the instance and its volume, which the provider's default tags do not reach. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Refuses the deletion of the session logs. True in production and dr. */
  readonly protect: boolean;
}

/** Every problem of the args, one line each; empty when there is none. */
function problems(args: BastionArgs): string[] {
  const found = peopleProblems(args);
  if (!/^\d{12}$/.test(args.accountId)) {
    found.push(`accountId = ${args.accountId}: write the account's twelve digits`);
  }
  if (args.subnetIds.length === 0) found.push("subnetIds: name at least one management subnet");
  if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(args.instanceType)) {
    found.push(`instanceType = ${args.instanceType}: write an EC2 instance type, like t3.micro`);
  }
  return found;
}

/**
 * The way in for people: one small instance without inbound rules, reached by Session Manager only, with recorded and
 * encrypted sessions, and the role that people assume to start them (section 4, management zone).
 *
 * An Auto Scaling group of one keeps it alive across zones, and replaces it every two weeks by the newest image.
 */
export class Bastion extends pulumi.ComponentResource {
  /** The role that people assume, with a second factor, to start sessions. */
  readonly managementRoleArn: pulumi.Output<string>;
  /** The session document for a shell: `aws ssm start-session --document-name`. */
  readonly shellDocument: pulumi.Output<string>;
  /** The session document for a tunnel to a host of the VPC, such as the private API endpoint. */
  readonly tunnelDocument: pulumi.Output<string>;
  /** Name of the log group that holds the sessions. */
  readonly logGroup: pulumi.Output<string>;

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: BastionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:access:Bastion", name, {}, opts);
    const found = problems(args);
    if (found.length > 0) throw new Error(found.map((problem) => `${name}: ${problem}`).join("\n"));
    const log = new aws.cloudwatch.LogGroup(
      `${name}-sessions`,
      {
        name: `/${args.clusterName}/sessions`,
        kmsKeyId: args.logKeyArn,
        retentionInDays: args.logRetentionDays,
        tags: { Name: `${args.clusterName}-sessions` },
      },
      { parent: this, protect: args.protect },
    );
    const documents = this.placeDocuments(name, args, log.name);
    const role = this.placeManagementRole(name, args, [documents.shell.arn, documents.tunnel.arn]);
    this.placeInstance(name, args, log.arn);

    this.managementRoleArn = role.arn;
    this.shellDocument = documents.shell.name;
    this.tunnelDocument = documents.tunnel.name;
    this.logGroup = log.name;
    this.registerOutputs({
      managementRoleArn: this.managementRoleArn,
      shellDocument: this.shellDocument,
      tunnelDocument: this.tunnelDocument,
      logGroup: this.logGroup,
    });
  }

  private placeDocuments(name: string, args: BastionArgs, logGroup: pulumi.Output<string>) {
    const place = (label: string, content: pulumi.Input<string>) =>
      new aws.ssm.Document(
        `${name}-${label}`,
        {
          name: `${args.clusterName}-${label}`,
          documentType: "Session",
          documentFormat: "JSON",
          content,
          tags: { Name: `${args.clusterName}-${label}` },
        },
        // Session documents have schema 1.0, whose content AWS cannot change; and the name is taken until it is gone.
        { parent: this, deleteBeforeReplace: true },
      );
    const shell = pulumi
      .all([logGroup, args.sessionKeyArn])
      .apply(([group, key]) => JSON.stringify(shellDocument(group, key)));
    return { shell: place("shell", shell), tunnel: place("tunnel", JSON.stringify(tunnelDocument())) };
  }

  private placeManagementRole(
    name: string,
    args: BastionArgs,
    documentArns: readonly pulumi.Output<string>[],
  ): aws.iam.Role {
    const role = new aws.iam.Role(
      `${name}-management`,
      {
        name: `${args.clusterName}-management`,
        description: "Assumed by people, with a second factor, to start sessions on the bastion",
        assumeRolePolicy: JSON.stringify(peopleTrust(args)),
        maxSessionDuration: 3600,
        tags: { Name: `${args.clusterName}-management` },
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(
      `${name}-management`,
      { role: role.id, policy: pulumi.jsonStringify(managementPermissions({ ...args, documentArns })) },
      { parent: this },
    );
    return role;
  }

  private placeInstanceProfile(name: string, args: BastionArgs, logGroupArn: pulumi.Output<string>) {
    const role = new aws.iam.Role(
      `${name}-instance`,
      {
        description: "The bastion's own: reached by Session Manager, nothing else",
        assumeRolePolicy: JSON.stringify(INSTANCE_TRUST),
        tags: { Name: `${args.clusterName}-bastion` },
      },
      { parent: this },
    );
    const permissions = instancePermissions({
      ...args,
      logGroupArn,
      logStreamsArn: pulumi.interpolate`${logGroupArn}:*`,
    });
    const policy = new aws.iam.RolePolicy(
      `${name}-instance`,
      { role: role.id, policy: pulumi.jsonStringify(permissions) },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(
      `${name}-instance`,
      { role: role.name, tags: { Name: `${args.clusterName}-bastion` } },
      { parent: this },
    );
    return { profile, policy };
  }

  private placeInstance(name: string, args: BastionArgs, logGroupArn: pulumi.Output<string>): void {
    const { profile, policy } = this.placeInstanceProfile(name, args, logGroupArn);
    const tags = { ...args.tags, Name: `${args.clusterName}-bastion` };
    const template = new aws.ec2.LaunchTemplate(
      `${name}-instance`,
      {
        // Resolved at each launch, so that a new instance has the newest image. This image brings the SSM agent.
        imageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${args.architecture}`,
        instanceType: args.instanceType,
        iamInstanceProfile: { arn: profile.arn },
        vpcSecurityGroupIds: [args.securityGroupId],
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "disabled",
        },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: DISK_GIB,
              encrypted: "true",
              kmsKeyId: args.volumeKeyArn,
              deleteOnTermination: "true",
            },
          },
        ],
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
          resourceType,
          tags: resourceType === "instance" ? { ...tags, [BASTION_TAG.key]: BASTION_TAG.value } : tags,
        })),
        updateDefaultVersion: true,
        tags: { Name: `${args.clusterName}-bastion` },
      },
      { parent: this },
    );
    new aws.autoscaling.Group(
      `${name}-instance`,
      {
        minSize: 1,
        maxSize: 1,
        desiredCapacity: 1,
        vpcZoneIdentifiers: [...args.subnetIds],
        launchTemplate: {
          id: template.id,
          version: template.latestVersion.apply((version) => String(version)),
        },
        healthCheckType: "EC2",
        maxInstanceLifetime: LIFETIME_DAYS * DAY_SECONDS,
        // The successor is up before the old instance goes, so that a way in always exists.
        instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
        instanceRefresh: {
          strategy: "Rolling",
          preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
        },
        tags: [{ key: "Name", value: `${args.clusterName}-bastion`, propagateAtLaunch: false }],
      },
      // The agent registers once, at boot: its permissions come first.
      { parent: this, dependsOn: [policy] },
    );
  }
}
