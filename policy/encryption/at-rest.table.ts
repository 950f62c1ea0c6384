import {
  awsTable,
  merged,
  need,
  notTrue,
  oneOf,
  oneOfOrDefault,
  present,
  tableOf,
  unlessSet,
  where,
  yes,
  type Table,
} from "../requirement";

/** The server-side encryption modes of S3 that use a KMS key. */
const KMS_SSE = oneOf("aws:kms", "aws:kms:dsse");
const KMS_SSE_OR_BUCKET = oneOfOrDefault("aws:kms", "aws:kms:dsse");

/** Switches that must be on. */
const SWITCHES = tableOf(yes, {
  encrypted: [
    "ebs/Volume",
    "ebs/SnapshotCopy",
    "ebs/SnapshotImport",
    "ec2/AmiCopy",
    "efs/FileSystem",
    "redshift/Cluster",
  ],
  storageEncrypted: ["docdb/Cluster", "neptune/Cluster", "rds/Cluster"],
  kmsEncrypted: [
    "storagegateway/CachesIscsiVolume",
    "storagegateway/NfsFileShare",
    "storagegateway/SmbFileShare",
    "storagegateway/StoredIscsiVolume",
  ],
  atRestEncryptionEnabled: ["appsync/ApiCache", "elasticache/ReplicationGroup"],
  "encryptAtRest.enabled": ["elasticsearch/Domain", "opensearch/Domain"],
  "serverSideEncryption.enabled": ["dax/Cluster", "dynamodb/Table"],
  "rootBlockDevice.encrypted": ["ec2/Instance", "ec2/LaunchConfiguration", "ec2/SpotInstanceRequest"],
  "ebsBlockDevices[]?.encrypted": ["ec2/Instance", "ec2/LaunchConfiguration", "ec2/SpotInstanceRequest"],
  "blockDeviceMappings[].ebs.encrypted": ["ec2/LaunchTemplate", "imagebuilder/ImageRecipe"],
  "instanceConfiguration?.blockDeviceMappings[]?.ebs?.encrypted": ["imagebuilder/ContainerRecipe"],
  "launchSpecifications[]?.rootBlockDevices[].encrypted": ["ec2/SpotFleetRequest"],
  "launchSpecifications[]?.ebsBlockDevices[]?.encrypted": ["ec2/SpotFleetRequest"],
  "volumeConfiguration?.managedEbsVolume?.encrypted": ["ecs/Service"],
  enabled: ["ebs/EncryptionByDefault"],
  rootVolumeEncryptionEnabled: ["workspaces/Workspace"],
  userVolumeEncryptionEnabled: ["workspaces/Workspace"],
  "policyDetails?.schedules[]?.crossRegionCopyRules[]?.encrypted": ["dlm/LifecyclePolicy"],
  "policyDetails?.action?.crossRegionCopies[]?.encryptionConfiguration.encrypted": ["dlm/LifecyclePolicy"],
  "sseSpecification.customerManagedKeyEnabled": ["verifiedaccess/Endpoint", "verifiedaccess/TrustProvider"],
  "sseConfiguration.customerManagedKeyEnabled": ["verifiedaccess/Group"],
  "dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted": [
    "glue/DataCatalogEncryptionSettings",
  ],
  "configuration?.executeCommandConfiguration?.logConfiguration?.cloudWatchEncryptionEnabled": [
    "ecs/Cluster",
  ],
  "configuration?.executeCommandConfiguration?.logConfiguration?.s3BucketEncryptionEnabled": ["ecs/Cluster"],
});

/** Switches that must not be thrown: they turn off what is on by default. */
const OPT_OUTS = tableOf(notTrue, {
  "artifacts?.encryptionDisabled": ["codebuild/Project"],
  "secondaryArtifacts[]?.encryptionDisabled": ["codebuild/Project"],
  "logsConfig?.s3Logs?.encryptionDisabled": ["codebuild/Project"],
  "exportConfig?.s3Destination?.encryptionDisabled": ["codebuild/ReportGroup"],
});

/** Modes, where encryption has more than one. */
const MODES: Table = awsTable({
  "athena/Database": [need("encryptionConfiguration.encryptionOption", oneOf("SSE_KMS", "CSE_KMS"))],
  "athena/Workgroup": [
    need(
      "configuration?.resultConfiguration?.encryptionConfiguration.encryptionOption",
      oneOf("SSE_KMS", "CSE_KMS"),
    ),
  ],
  "apigateway/MethodSettings": [
    where("settings.cachingEnabled", [true, "true"], need("settings.cacheDataEncrypted", yes)),
  ],
  "codegurureviewer/RepositoryAssociation": [
    need("kmsKeyDetails.encryptionOption", oneOf("CUSTOMER_MANAGED_CMK")),
  ],
  "connect/InstanceStorageConfig": [
    need("storageConfig?.s3Config?.encryptionConfig.encryptionType", oneOf("KMS")),
    need("storageConfig?.kinesisVideoStreamConfig?.encryptionConfig.encryptionType", oneOf("KMS")),
  ],
  "docdb/GlobalCluster": [unlessSet("sourceDbClusterIdentifier", need("storageEncrypted", yes))],
  "neptune/GlobalCluster": [unlessSet("sourceDbClusterIdentifier", need("storageEncrypted", yes))],
  "rds/GlobalCluster": [unlessSet("sourceDbClusterIdentifier", need("storageEncrypted", yes))],
  "rds/Instance": [unlessSet("replicateSourceDb", need("storageEncrypted", yes))],
  "dms/Endpoint": [need("redshiftSettings?.encryptionMode", oneOf("SSE_KMS"))],
  "dms/S3Endpoint": [where("endpointType", ["target"], need("encryptionMode", oneOf("SSE_KMS")))],
  "drs/ReplicationConfigurationTemplate": [need("ebsEncryption", oneOf("CUSTOM"))],
  "dynamodb/TableExport": [need("s3SseAlgorithm", oneOf("KMS"))],
  "ecr/Repository": [need("encryptionConfigurations[].encryptionType", oneOf("KMS", "KMS_DSSE"))],
  "ecr/RepositoryCreationTemplate": [
    need("encryptionConfigurations[].encryptionType", oneOf("KMS", "KMS_DSSE")),
  ],
  // The configuration that these name is judged where it is made.
  "emr/Cluster": [need("securityConfiguration", present)],
  "glue/Crawler": [need("securityConfiguration", present)],
  "glue/DevEndpoint": [need("securityConfiguration", present)],
  "glue/Job": [need("securityConfiguration", present)],
  "glue/DataCatalogEncryptionSettings": [
    need(
      "dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode",
      oneOf("SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"),
    ),
  ],
  "glue/SecurityConfiguration": [
    need("encryptionConfiguration.s3Encryption.s3EncryptionMode", oneOf("SSE-KMS")),
    need("encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode", oneOf("SSE-KMS")),
    need("encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode", oneOf("CSE-KMS")),
  ],
  "keyspaces/Table": [need("encryptionSpecification.type", oneOf("CUSTOMER_MANAGED_KMS_KEY"))],
  "kinesis/FirehoseDeliveryStream": [
    // A stream that reads from Kinesis or Kafka stores nothing of its own.
    unlessSet(
      "kinesisSourceConfiguration",
      unlessSet("mskSourceConfiguration", need("serverSideEncryption.enabled", yes)),
    ),
  ],
  "kinesis/Stream": [need("encryptionType", oneOf("KMS"))],
  "s3/Bucket": [
    need("serverSideEncryptionConfiguration?.rule.applyServerSideEncryptionByDefault.sseAlgorithm", KMS_SSE),
    need("replicationConfiguration?.rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.enabled", yes),
  ],
  "s3/BucketV2": [
    need(
      "serverSideEncryptionConfigurations[]?.rules[].applyServerSideEncryptionByDefaults[].sseAlgorithm",
      KMS_SSE,
    ),
    need(
      "replicationConfigurations[]?.rules[].sourceSelectionCriterias[].sseKmsEncryptedObjects[].enabled",
      yes,
    ),
  ],
  "s3/BucketReplicationConfig": [
    need("rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status", oneOf("Enabled")),
  ],
  "s3/BucketObject": [need("serverSideEncryption", KMS_SSE_OR_BUCKET)],
  "s3/BucketObjectv2": [need("serverSideEncryption", KMS_SSE_OR_BUCKET)],
  "s3/ObjectCopy": [need("serverSideEncryption", KMS_SSE_OR_BUCKET)],
  "s3/BucketServerSideEncryptionConfiguration": [
    need("rules[].applyServerSideEncryptionByDefault.sseAlgorithm", KMS_SSE),
  ],
  "s3/BucketServerSideEncryptionConfigurationV2": [
    need("rules[].applyServerSideEncryptionByDefault.sseAlgorithm", KMS_SSE),
  ],
  "s3/BucketMetadataConfiguration": [
    need("metadataConfiguration.inventoryTableConfiguration?.encryptionConfiguration?.sseAlgorithm", KMS_SSE),
    need("metadataConfiguration.journalTableConfiguration?.encryptionConfiguration?.sseAlgorithm", KMS_SSE),
  ],
  "s3/VectorsVectorBucket": [need("encryptionConfigurations[].sseType", oneOf("aws:kms"))],
  // An index or a table without settings of its own has those of its bucket.
  "s3/VectorsIndex": [need("encryptionConfigurations[]?.sseType", oneOf("aws:kms"))],
  "s3tables/Table": [need("encryptionConfiguration?.sseAlgorithm", oneOf("aws:kms"))],
  "s3tables/TableBucket": [need("encryptionConfiguration.sseAlgorithm", oneOf("aws:kms"))],
  "observabilityadmin/CentralizationRuleForOrganization": [
    need(
      "rule.destination.destinationLogsConfiguration?.logsEncryptionConfiguration.encryptionStrategy",
      oneOf("CUSTOMER_MANAGED"),
    ),
  ],
  "observabilityadmin/S3TableIntegration": [need("encryption.sseAlgorithm", oneOf("aws:kms"))],
  "sfn/Activity": [need("encryptionConfiguration.type", oneOf("CUSTOMER_MANAGED_KMS_KEY"))],
  "sfn/StateMachine": [need("encryptionConfiguration.type", oneOf("CUSTOMER_MANAGED_KMS_KEY"))],
  "synthetics/Canary": [need("artifactConfig.s3Encryption.encryptionMode", oneOf("SSE_KMS"))],
  "timestreamquery/ScheduledQuery": [
    need("errorReportConfiguration.s3Configuration.encryptionOption", oneOf("SSE_KMS")),
  ],
  "timestreamwrite/Table": [
    need(
      "magneticStoreWriteProperties?.magneticStoreRejectedDataLocation?.s3Configuration.encryptionOption",
      oneOf("SSE_KMS"),
    ),
  ],
  "xray/EncryptionConfig": [need("type", oneOf("KMS"))],
});

/** What must be said for data to be encrypted where it is stored. Which key does it is another table. */
export const AT_REST: Table = merged(SWITCHES, OPT_OUTS, MODES);
