import {
  awsTable,
  matching,
  merged,
  need,
  notFalse,
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

/** Security policies of load balancers that refuse anything older than TLS 1.2. */
const BALANCER_POLICY = matching(
  /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/,
  "a policy of TLS 1.2 or newer, such as ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
);
const SEARCH_POLICY = matching(/^Policy-Min-TLS-1-[23]-/, "Policy-Min-TLS-1-2-PFS-2023-10 or newer");
const CDN_VERSION = matching(/^TLSv1\.[23]_/, "TLSv1.2_2021 or newer");
const API_POLICY = matching(
  /^(TLS_1_2|SecurityPolicy_TLS13_)/,
  "TLS_1_2 or a SecurityPolicy_TLS13_ of TLS 1.2 or newer",
);
const TRANSFER_POLICY = matching(
  /^TransferSecurityPolicy-(FIPS-|Restricted-|SshAuditCompliant-|AS2Restricted-)*20(2[2-9]|[3-9]\d)-/,
  "TransferSecurityPolicy-2025-03 or another of 2022 or newer",
);
const IOT_POLICY = matching(
  /^IotSecurityPolicy_TLS1[23]_1_[23]_/,
  "IotSecurityPolicy_TLS13_1_2_2022_10 or stricter",
);
const HTTPS_OR_REDIRECT = oneOf("https-only", "redirect-to-https");

/** Engines of AWS DMS endpoints that speak TLS when told to. */
const SQL_ENGINES = [
  "aurora",
  "aurora-postgresql",
  "azuredb",
  "db2",
  "docdb",
  "mariadb",
  "mongodb",
  "mysql",
  "oracle",
  "postgres",
  "sqlserver",
  "sybase",
];
const DMS_SSL = oneOf("require", "verify-ca", "verify-full");
const PROVIDER_DATABASES = [
  "docDbSettings",
  "ibmDb2LuwSettings",
  "ibmDb2ZosSettings",
  "mariaDbSettings",
  "microsoftSqlServerSettings",
  "mongoDbSettings",
  "mysqlSettings",
  "oracleSettings",
  "postgresqlSettings",
  "sybaseAseSettings",
];

const SWITCHES = tableOf(yes, {
  "domainEndpointOptions.enforceHttps": ["elasticsearch/Domain", "opensearch/Domain"],
  "endpointOptions.enforceHttps": ["cloudsearch/Domain"],
  "nodeToNodeEncryption.enabled": ["elasticsearch/Domain", "opensearch/Domain"],
  transitEncryptionEnabled: ["appsync/ApiCache", "elasticache/ReplicationGroup"],
  requireEncryption: ["chime/VoiceConnector"],
  requireTls: ["rds/Proxy"],
  isMtlsEnabledVmCluster: ["odb/CloudAutonomousVmCluster"],
  "networkConfig.enableInterContainerTrafficEncryption": ["sagemaker/DataQualityJobDefinition"],
  "monitoringScheduleConfig.monitoringJobDefinition?.networkConfig.enableInterContainerTrafficEncryption": [
    "sagemaker/MonitoringSchedule",
  ],
  enableInterContainerTrafficEncryption: ["sagemaker/TrainingJob"],
  "trainingJobDefinition?.enableInterContainerTrafficEncryption": ["sagemaker/HyperParameterTuningJob"],
  "trainingJobDefinitions[]?.enableInterContainerTrafficEncryption": ["sagemaker/HyperParameterTuningJob"],
});

const OPT_OUTS = merged(
  tableOf(notFalse, {
    tlsEnabled: ["memorydb/Cluster", "memorydb/MultiRegionCluster"],
    "encryptionInfo?.encryptionInTransit?.inCluster": ["msk/Cluster"],
  }),
  tableOf(notTrue, {
    "source?.insecureSsl": ["codebuild/Project"],
    "secondarySources[]?.insecureSsl": ["codebuild/Project"],
    "sslProperties?.disableSsl": ["quicksight/DataSource"],
  }),
);

const TUNNEL_CIPHERS = [1, 2].flatMap((tunnel) =>
  [1, 2].map((phase) =>
    need(`tunnel${tunnel}Phase${phase}EncryptionAlgorithms[]?`, oneOf("AES256", "AES256-GCM-16")),
  ),
);

const VALUES: Table = awsTable({
  "alb/Listener": [where("protocol", ["HTTPS", "TLS"], need("sslPolicy", BALANCER_POLICY))],
  "lb/Listener": [where("protocol", ["HTTPS", "TLS"], need("sslPolicy", BALANCER_POLICY))],
  "elb/LoadBalancer": [
    need("listeners[].lbProtocol", oneOf("https", "ssl", "HTTPS", "SSL")),
    need("listeners[].sslCertificateId", present),
  ],
  "vpclattice/Listener": [need("protocol", oneOf("HTTPS", "TLS_PASSTHROUGH"))],
  "apigateway/DomainName": [need("securityPolicy", API_POLICY)],
  "apigateway/RestApi": [need("securityPolicy", API_POLICY)],
  "apigateway/Integration": [need("tlsConfig?.insecureSkipVerification", notTrue)],
  "apigatewayv2/DomainName": [need("domainNameConfiguration.securityPolicy", oneOf("TLS_1_2"))],
  "appmesh/VirtualGateway": [
    need("spec.listeners[].tls.mode", oneOf("STRICT")),
    need("spec.backendDefaults?.clientPolicy?.tls.enforce", notFalse),
  ],
  "appmesh/VirtualNode": [
    need("spec.listeners[]?.tls.mode", oneOf("STRICT")),
    need("spec.backendDefaults?.clientPolicy?.tls.enforce", notFalse),
    need("spec.backends[]?.virtualService.clientPolicy?.tls.enforce", notFalse),
  ],
  "cloudfront/Distribution": [
    need("viewerCertificate.minimumProtocolVersion", CDN_VERSION),
    need("defaultCacheBehavior.viewerProtocolPolicy", HTTPS_OR_REDIRECT),
    need("orderedCacheBehaviors[]?.viewerProtocolPolicy", HTTPS_OR_REDIRECT),
    need("origins[].customOriginConfig?.originProtocolPolicy", oneOf("https-only")),
    need("origins[].customOriginConfig?.originSslProtocols[]", oneOf("TLSv1.2")),
  ],
  "cloudfront/MultitenantDistribution": [
    need("viewerCertificate.minimumProtocolVersion", CDN_VERSION),
    need("defaultCacheBehavior.viewerProtocolPolicy", HTTPS_OR_REDIRECT),
    need("cacheBehaviors[]?.viewerProtocolPolicy", HTTPS_OR_REDIRECT),
    need("origins[].customOriginConfigs[]?.originProtocolPolicy", oneOf("https-only")),
    need("origins[].customOriginConfigs[]?.originSslProtocols[]", oneOf("TLSv1.2")),
  ],
  "cloudfront/VpcOrigin": [
    need("vpcOriginEndpointConfig.originProtocolPolicy", oneOf("https-only")),
    need("vpcOriginEndpointConfig.originSslProtocols.items[]", oneOf("TLSv1.2")),
  ],
  "cloudsearch/Domain": [need("endpointOptions.tlsSecurityPolicy", SEARCH_POLICY)],
  "elasticsearch/Domain": [need("domainEndpointOptions.tlsSecurityPolicy", SEARCH_POLICY)],
  "opensearch/Domain": [need("domainEndpointOptions.tlsSecurityPolicy", SEARCH_POLICY)],
  "datasync/EfsLocation": [need("inTransitEncryption", oneOf("TLS1_2"))],
  "dax/Cluster": [need("clusterEndpointEncryptionType", oneOf("TLS"))],
  "directconnect/Connection": [need("encryptionMode", oneOf("must_encrypt"))],
  "dms/DataProvider": PROVIDER_DATABASES.map((database) => need(`settings.${database}?.sslMode`, DMS_SSL)),
  "dms/Endpoint": [
    where("engineName", SQL_ENGINES, need("sslMode", DMS_SSL)),
    need("redisSettings?.sslSecurityProtocol", oneOfOrDefault("ssl-encryption")),
  ],
  "ec2/VpnConnection": TUNNEL_CIPHERS,
  "ecs/TaskDefinition": [need("volumes[]?.efsVolumeConfiguration?.transitEncryption", oneOf("ENABLED"))],
  // A member of a replication group has the group's settings.
  "elasticache/Cluster": [unlessSet("replicationGroupId", need("transitEncryptionEnabled", yes))],
  "elasticache/ReplicationGroup": [need("transitEncryptionMode", oneOfOrDefault("required"))],
  "gamelift/Fleet": [need("certificateConfiguration.certificateType", oneOf("GENERATED"))],
  "iot/DomainConfiguration": [need("tlsConfig.securityPolicy", IOT_POLICY)],
  "lightsail/Distribution": [need("origin.protocolPolicy", oneOf("https-only"))],
  "mailmanager/IngressPoint": [need("tlsPolicy", oneOf("REQUIRED", "FIPS"))],
  "msk/Cluster": [need("encryptionInfo?.encryptionInTransit?.clientBroker", oneOfOrDefault("TLS"))],
  "mskconnect/Connector": [need("kafkaClusterEncryptionInTransit.encryptionType", oneOf("TLS"))],
  "ses/ConfigurationSet": [need("deliveryOptions.tlsPolicy", oneOf("Require"))],
  "ses/ReceiptRule": [need("tlsPolicy", oneOf("Require"))],
  "sesv2/ConfigurationSet": [
    need("deliveryOptions.tlsPolicy", oneOf("REQUIRE")),
    need("trackingOptions?.httpsPolicy", oneOf("REQUIRE")),
  ],
  "sns/TopicSubscription": [need("protocol", matching(/^(?!http$)/, "anything but http"))],
  "transfer/Connector": [
    need("securityPolicyName", matching(/./, "the name of a security policy")),
    need("as2Config?.encryptionAlgorithm", oneOf("AES128_CBC", "AES192_CBC", "AES256_CBC")),
  ],
  "transfer/Server": [
    need("securityPolicyName", TRANSFER_POLICY),
    need("protocols[]?", oneOf("SFTP", "FTPS", "AS2")),
  ],
});

/** Kubernetes operators of this platform that serve TLS unless told not to. */
const ELASTIC_TLS = unlessSet(
  "spec.http.tls.certificate.secretName",
  need("spec.http?.tls?.selfSignedCertificate?.disabled", notTrue),
);
const OPERATORS: Table = {
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch": [ELASTIC_TLS],
  "kubernetes:kibana.k8s.elastic.co/v1:Kibana": [ELASTIC_TLS],
};

/** What must be said for data to travel in TLS 1.2 or newer. */
export const IN_TRANSIT: Table = merged(SWITCHES, OPT_OUTS, VALUES, OPERATORS);
