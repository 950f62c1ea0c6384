import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { runnerPermissions, runnerTrust } from "./runner-policies";

/** Minutes a job may take: more than any deployment, so that the workflow's own limit is the one that is met. */
const BUILD_MINUTES = 150;

/** CodeBuild's image of Amazon Linux 2023, with Node, Git and the AWS CLI. */
const IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0";

/** What {@link Runner} needs. */
export interface RunnerArgs {
  /** The account of everything here: twelve digits. */
  readonly accountId: string;
  /** The region of everything here, for example `us-west-2`. */
  readonly region: string;
  /**
   * The project's name, `intelliguard-<environment>-runner`. Workflows ask for the runner by it:
   * `runs-on: codebuild-<name>-${{ github.run_id }}-${{ github.run_attempt }}`.
   */
  readonly projectName: string;
  /** The GitHub repository whose workflows it serves: `https://github.com/<owner>/<name>`. */
  readonly repository: string;
  /** The CodeConnections connection to GitHub. Default: one is created, pending until a person completes it. */
  readonly connectionArn?: pulumi.Input<string> | undefined;
  /**
   * Whether a person has completed the connection, in the console under Developer Tools, Connections. Before that CodeBuild
   * refuses a project that names it, and GitHub the webhook that starts the runner.
   */
  readonly connected: boolean;
  readonly vpcId: pulumi.Input<string>;
  /** The management subnets (section 4, management zone). */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The runner's security group, without inbound rules. */
  readonly securityGroupId: pulumi.Input<string>;
  /** CodeBuild's machine size. */
  readonly computeType: "BUILD_GENERAL1_SMALL" | "BUILD_GENERAL1_MEDIUM" | "BUILD_GENERAL1_LARGE";
  /**
   * Roles that a job may become with the runner's own credentials. Default: none; workflows then get theirs from
   * GitHub's identity provider.
   */
  readonly deploymentRoleArns?: readonly pulumi.Input<string>[] | undefined;
  /** The key of what builds write. */
  readonly buildKeyArn: pulumi.Input<string>;
  /** The key of the build log; its policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /** Days CloudWatch keeps build logs; one of the numbers CloudWatch takes. */
  readonly logRetentionDays: number;
  /** Refuses the deletion of the build logs. True in production and dr. */
  readonly protect: boolean;
}

/** Every problem of the args, one line each; empty when there is none. */
function problems(args: RunnerArgs): string[] {
  const found: string[] = [];
  if (!/^\d{12}$/.test(args.accountId)) {
    found.push(`accountId = ${args.accountId}: write the account's twelve digits`);
  }
  if (!/^[A-Za-z0-9][\w-]{1,254}$/.test(args.projectName)) {
    found.push(`projectName = ${args.projectName}: write 2 to 255 letters, digits, hyphens and underscores`);
  }
  if (
    !/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(args.repository) ||
    args.repository.endsWith(".git")
  ) {
    found.push(`repository = ${args.repository}: write https://github.com/<owner>/<name>, without .git`);
  }
  if (args.subnetIds.length === 0) found.push("subnetIds: name at least one management subnet");
  return found;
}

/**
 * The deployment runner inside the VPC: GitHub Actions jobs that ask for it run as builds in the management subnets, from
 * where they reach the cluster's private API endpoint. It accepts no connection; it is started by GitHub's webhook.
 */
export class Runner extends pulumi.ComponentResource {
  /** The role of the builds. */
  readonly roleArn: pulumi.Output<string>;
  /** The project, as in the label that workflows ask for. */
  readonly projectName: pulumi.Output<string>;
  /** The connection to GitHub, given or created. */
  readonly connectionArn: pulumi.Output<string>;

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: RunnerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:access:Runner", name, {}, opts);
    const found = problems(args);
    if (found.length > 0) throw new Error(found.map((problem) => `${name}: ${problem}`).join("\n"));
    const log = new aws.cloudwatch.LogGroup(
      `${name}-builds`,
      {
        name: `/aws/codebuild/${args.projectName}`,
        kmsKeyId: args.logKeyArn,
        retentionInDays: args.logRetentionDays,
        tags: { Name: args.projectName },
      },
      { parent: this, protect: args.protect },
    );
    this.connectionArn = this.placeConnection(name, args);
    const { role, policy } = this.placeRole(name, args, log.arn);
    const project = this.placeProject(name, args, { role, policy, logGroup: log.name });
    if (args.connected) this.placeWebhook(name, project);
    this.roleArn = role.arn;
    this.projectName = project.name;
    this.registerOutputs({
      roleArn: this.roleArn,
      projectName: this.projectName,
      connectionArn: this.connectionArn,
    });
  }

  private placeWebhook(name: string, project: aws.codebuild.Project): void {
    new aws.codebuild.Webhook(
      name,
      {
        projectName: project.name,
        buildType: "BUILD",
        filterGroups: [{ filters: [{ type: "EVENT", pattern: "WORKFLOW_JOB_QUEUED" }] }],
      },
      { parent: this },
    );
  }

  private placeConnection(name: string, args: RunnerArgs): pulumi.Output<string> {
    if (args.connectionArn !== undefined) return pulumi.output(args.connectionArn);
    const inputs = { providerType: "GitHub", tags: { Name: args.projectName } };
    return new aws.codeconnections.Connection(name, inputs, { parent: this }).arn;
  }

  private placeRole(name: string, args: RunnerArgs, logGroupArn: pulumi.Output<string>) {
    const role = new aws.iam.Role(
      name,
      {
        description: `Builds of ${args.projectName}: stand in the VPC, write their log, become the deployment role`,
        assumeRolePolicy: JSON.stringify(runnerTrust(args)),
        tags: { Name: args.projectName },
      },
      { parent: this },
    );
    const ec2 = (kind: string, id: pulumi.Input<string>) =>
      pulumi.interpolate`arn:aws:ec2:${args.region}:${args.accountId}:${kind}/${id}`;
    const permissions = runnerPermissions({
      accountId: args.accountId,
      region: args.region,
      logStreamsArn: pulumi.interpolate`${logGroupArn}:*`,
      buildKeyArn: args.buildKeyArn,
      connectionArn: this.connectionArn,
      subnetArns: args.subnetIds.map((id) => ec2("subnet", id)),
      securityGroupArn: ec2("security-group", args.securityGroupId),
      deploymentRoleArns: args.deploymentRoleArns ?? [],
    });
    const policy = new aws.iam.RolePolicy(
      name,
      { role: role.id, policy: pulumi.jsonStringify(permissions) },
      { parent: this },
    );
    return { role, policy };
  }

  private placeProject(
    name: string,
    args: RunnerArgs,
    given: { role: aws.iam.Role; policy: aws.iam.RolePolicy; logGroup: pulumi.Output<string> },
  ): aws.codebuild.Project {
    return new aws.codebuild.Project(
      name,
      {
        name: args.projectName,
        description: `Runs GitHub Actions jobs of ${args.repository} inside the VPC`,
        serviceRole: given.role.arn,
        source: {
          type: "GITHUB",
          location: `${args.repository}.git`,
          gitCloneDepth: 1,
          // CodeBuild fetches a token through the connection when it is told of it; a pending one has none.
          ...(args.connected && { auth: { type: "CODECONNECTIONS", resource: this.connectionArn } }),
        },
        artifacts: { type: "NO_ARTIFACTS" },
        environment: {
          type: "LINUX_CONTAINER",
          computeType: args.computeType,
          image: IMAGE,
          imagePullCredentialsType: "CODEBUILD",
          privilegedMode: false,
        },
        vpcConfig: {
          vpcId: args.vpcId,
          subnets: [...args.subnetIds],
          securityGroupIds: [args.securityGroupId],
        },
        logsConfig: {
          cloudwatchLogs: { status: "ENABLED", groupName: given.logGroup },
          s3Logs: { status: "DISABLED" },
        },
        encryptionKey: args.buildKeyArn,
        buildTimeout: BUILD_MINUTES,
        projectVisibility: "PRIVATE",
        tags: { Name: args.projectName },
      },
      // CodeBuild tries the role's permissions on the VPC when the project is made.
      { parent: this, dependsOn: [given.policy] },
    );
  }
}
