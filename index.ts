import { AdmissionPolicies } from "./components/admission";
import { Bastion, Runner } from "./components/access";
import { type Access, EksCluster } from "./components/cluster";
import { Keys } from "./components/keys";
import { INTERFACE_SERVICES, Network, type Subnet } from "./components/network";
import { capacityLines, Tenancy } from "./components/tenancy";
import { admissionPolicies } from "./policy/admission";
import { stackConfig } from "./policy/config-files";
import { rules } from "./policy/rules";
import { instanceType } from "./stacks/instance-types";
import { loadSettings } from "./stacks/settings";

const settings = loadSettings();
const { accountId, region, protect, tags } = settings;
const clusterName = `intelliguard-${settings.environment}`;
const place = { accountId, region, protect };

const byZone = (tier: readonly Subnet[]) => Object.fromEntries(tier.map(({ zone, id }) => [zone, id]));
const cidrs = (tier: readonly Subnet[]) => tier.map(({ cidr }) => cidr);
const ids = (tier: readonly Subnet[]) => tier.map(({ id }) => id);

const keys = new Keys("keys", { ...place, classes: ["logs", "kubernetes", "volumes", "sessions", "builds"] });

const network = new Network("network", {
  ...place,
  ...settings.network,
  clusterName,
  flowLogs: { keyArn: keys.arns.logs, retentionDays: settings.network.flowLogRetentionDays },
});
const { subnets, securityGroups } = network;

const management = {
  ...place,
  vpcId: network.vpcId,
  subnetIds: ids(subnets.management),
  logKeyArn: keys.arns.logs,
  logRetentionDays: settings.cluster.logRetentionDays,
};
// Without routes and endpoints neither reaches Session Manager or GitHub.
const afterNetwork = { dependsOn: network };
const bastion = settings.access.bastion.enabled
  ? new Bastion(
      "bastion",
      {
        ...management,
        clusterName,
        administrators: settings.access.administrators,
        identityCenter: settings.access.identityCenter,
        instanceType: settings.access.bastion.instanceType,
        architecture: instanceType(settings.access.bastion.instanceType).architecture,
        securityGroupId: securityGroups.bastion.id,
        volumeKeyArn: keys.arns.volumes,
        sessionKeyArn: keys.arns.sessions,
        tags,
      },
      afterNetwork,
    )
  : undefined;
const runner = settings.access.runner.enabled
  ? new Runner(
      "runner",
      {
        ...management,
        projectName: `${clusterName}-runner`,
        repository: settings.access.runner.repository,
        computeType: settings.access.runner.computeType,
        connected: settings.access.runner.connected,
        securityGroupId: securityGroups.runner.id,
        buildKeyArn: keys.arns.builds,
      },
      afterNetwork,
    )
  : undefined;

/**
 * Access entries by the last part of a principal's name, and not by its level: EKS takes one entry for each principal, so
 * whoever changes level keeps his.
 */
const entries = (principals: readonly string[], level: Access["level"]): Record<string, Access> =>
  Object.fromEntries(
    principals.map((principalArn) => [
      `principal-${principalArn.split("/").at(-1) ?? ""}`,
      { principalArn, level },
    ]),
  );

const cluster = new EksCluster("cluster", {
  ...place,
  ...settings.cluster,
  clusterName,
  vpcId: network.vpcId,
  controlPlaneSubnetIds: ids(subnets.private),
  clusterSecurityGroup: securityGroups.cluster,
  zones: settings.network.nodeZones,
  networks: {
    application: {
      nodeSubnetIds: byZone(subnets.private),
      podSubnetIds: byZone(subnets["pods-application"]),
      nodeSecurityGroupIds: [securityGroups.node.id],
      podSecurityGroupIds: [securityGroups["pods-application"].id],
    },
    data: {
      nodeSubnetIds: byZone(subnets.database),
      podSubnetIds: byZone(subnets["pods-data"]),
      nodeSecurityGroupIds: [securityGroups["data-node"].id],
      podSecurityGroupIds: [securityGroups["pods-data"].id],
    },
  },
  nodesAfter: [network],
  serviceCidr: settings.network.serviceCidr,
  logsKeyArn: keys.arns.logs,
  secretsKeyArn: keys.arns.kubernetes,
  volumesKeyArn: keys.arns.volumes,
  access: {
    ...entries(settings.cluster.admins, "admin"),
    ...entries(settings.cluster.viewers, "viewer"),
    ...(bastion && { management: { principalArn: bastion.managementRoleArn, level: "admin" } }),
  },
  pools: settings.nodePools,
  dns: {
    aliases: { [`vault.${settings.network.privateZone}`]: "vault-active.vault.svc.cluster.local" },
    // The VPC's resolver knows the corporate names as well, by a rule of the network.
    forwarders: {},
  },
  storageTier: settings.storage.tier,
  tags,
});

const tenancy = new Tenancy(
  "tenancy",
  {
    kubernetesVersion: settings.cluster.version,
    addresses: {
      vpc: settings.network.vpcCidr,
      pods: settings.network.podCidr,
      services: settings.network.serviceCidr,
      nodes: [...cidrs(subnets.private), ...cidrs(subnets.database)],
      controlPlane: cidrs(subnets.private),
      loadBalancers: cidrs(subnets.public),
      internalLoadBalancers: cidrs(subnets.private),
      database: cidrs(subnets.database),
      endpoints: cidrs(subnets.private),
      awsOverInternet: settings.network.interfaceEndpoints.length < INTERFACE_SERVICES.length,
      ...(settings.network.corporate && { corporate: settings.network.corporate.cidrs }),
    },
    objectStorage: network.objectStorageCidrs,
    pools: settings.nodePools.map((pool) => {
      const { vcpus, memoryGiB } = instanceType(pool.instanceType);
      return { name: pool.name, nodes: pool.desired, vcpu: vcpus, memoryGiB };
    }),
    quotas: settings.tenancy.quotas,
    protect,
  },
  { providers: [cluster.kubernetes], dependsOn: [...cluster.serving] },
);

// What the pack judges in previews, the API server judges at every request, whoever makes it.
new AdmissionPolicies(
  "admission",
  { policies: admissionPolicies(rules, stackConfig(settings.environment)) },
  { providers: [cluster.kubernetes], dependsOn: [tenancy] },
);

/** What people and the other stacks ask of this one. */
export = {
  environment: settings.environment,
  region,
  domain: settings.domain,
  backupStrategy: settings.backup.strategy,
  recoveryObjectives: settings.recovery,
  vpcId: network.vpcId,
  natAddresses: network.natAddresses,
  clusterName: cluster.clusterName,
  clusterEndpoint: cluster.endpoint,
  managementRoleArn: bastion?.managementRoleArn,
  shellDocument: bastion?.shellDocument,
  tunnelDocument: bastion?.tunnelDocument,
  runnerProject: runner?.projectName,
  runnerConnectionArn: runner?.connectionArn,
  capacity: capacityLines(tenancy.capacity),
};
