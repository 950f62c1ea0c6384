/** Encryption-like inputs of the AWS provider that no rule looks at, and why that is right. */
export interface Waiver {
  readonly reason: string;
  /** Names of inputs, whatever resource has them: the last part of a path. */
  readonly inputs?: readonly string[];
  /** Whole resource types, by the provider's short names. */
  readonly types?: readonly string[];
  /** One input of one type: `type` and the path without `[]`. */
  readonly places?: readonly (readonly [type: string, path: string])[];
}

export const WAIVERS: readonly Waiver[] = [
  {
    reason:
      "Names or holds a certificate, its chain or its issuer: says who is at the other end, not whether or in which version TLS is spoken.",
    inputs: [
      "acmCertificateArn",
      "certificate",
      "certificateArn",
      "certificateAuthorityArn",
      "certificateAuthorityArns",
      "certificateBody",
      "certificateChain",
      "certificateIds",
      "certificateName",
      "certificatePrivateKey",
      "certificates",
      "caCertIdentifier",
      "caCertificateIdentifier",
      "certificateRotationRestart",
      "clientCertificateArn",
      "clientCertificateId",
      "customEndpointCertificateArn",
      "domainCertificateArn",
      "iamCertificateId",
      "issuerCertAuthority",
      "ownershipVerificationCertificateArn",
      "regionalCertificateArn",
      "regionalCertificateName",
      "rootCertificateChainArn",
      "serverCertificateArn",
      "serverCertificateArns",
      "serverRootCaCertificate",
      "sslCaCertificateArn",
      "sslClientCertificateArn",
      "sslClientKeyArn",
      "sslClientKeyPassword",
      "sslSupportMethod",
      "tlsCertificate",
      "validationCertificateArn",
    ],
    types: [
      "acm/Certificate",
      "acm/CertificateValidation",
      "acmpca/Certificate",
      "acmpca/CertificateAuthority",
      "acmpca/CertificateAuthorityCertificate",
      "acmpca/Permission",
      "alb/ListenerCertificate",
      "amplify/DomainAssociation",
      "appsync/DomainName",
      "cloudfront/DistributionTenant",
      "cloudfront/TrustStore",
      "datasync/LocationObjectStorage",
      "dms/Certificate",
      "iam/ServerCertificate",
      "iam/SigningCertificate",
      "iot/CaCertificate",
      "iot/Certificate",
      "lb/ListenerCertificate",
      "lb/TrustStore",
      "lightsail/ContainerService",
      "lightsail/LbCertificateAttachment",
      "rds/Certificate",
      "redshift/HsmClientCertificate",
      "redshift/HsmConfiguration",
      "redshiftserverless/CustomDomainAssociation",
      "rolesanywhere/TrustAnchor",
      "signer/SigningProfile",
      "transfer/Certificate",
      "transfer/Profile",
      "vpclattice/Service",
      "workspacesweb/TrustStore",
    ],
    places: [["msk/Replicator", "kafkaClusters.encryptionInTransit"]],
  },
  {
    reason: "Asks the client for a certificate as well: authentication on top of TLS that is judged already.",
    inputs: [
      "certificateBasedAuthProperties",
      "clientCertificateTlsAuth",
      "ignoreCertificateExpiry",
      "ignoreClientCertificateExpiry",
      "mtls",
      "mutualTlsAuthentication",
      "originMtlsConfig",
      "viewerMtlsConfig",
    ],
    places: [
      ["msk/Cluster", "brokerNodeGroupInfo.connectivityInfo.vpcConnectivity.clientAuthentication.tls"],
      ["msk/Cluster", "clientAuthentication.tls"],
    ],
  },
  {
    reason:
      "Tells the target or the viewer about the connection in a header; changes nothing in the connection.",
    inputs: [
      "contentSecurityPolicy",
      "enableTlsVersionAndCipherSuiteHeaders",
      "routingHttpRequestXAmznMtlsClientcertHeaderName",
      "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName",
      "routingHttpRequestXAmznMtlsClientcertLeafHeaderName",
      "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName",
      "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName",
      "routingHttpRequestXAmznMtlsClientcertValidityHeaderName",
      "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
      "routingHttpRequestXAmznTlsVersionHeaderName",
      "routingHttpResponseContentSecurityPolicyHeaderValue",
    ],
  },
  {
    reason: "A port of, or an optimisation within, a connection that is encrypted whatever its value.",
    inputs: [
      "enableTlsSessionHolding",
      "httpsPort",
      "kmsDataKeyReusePeriodSeconds",
      "scanListenerPortNonTls",
      "scanListenerPortTls",
      "tlsSessionResumptionMode",
      "transitEncryptionPort",
    ],
    places: [["appmesh/VirtualNode", "spec.listeners.connectionPool.https"]],
  },
  {
    reason:
      "Binds or adds to an encryption whose key is judged; it names no key that data is encrypted with.",
    inputs: [
      "additionalEncryptionContext",
      "blockedEncryptionTypes",
      "encryptionConflictResolutionStrategy",
      "encryptionScope",
      "encryptedLogGroupStrategy",
      "fieldLevelEncryptionId",
      "kmsEncryptionContext",
      "catalogEncryptionServiceRole",
    ],
    types: ["cloudfront/FieldLevelEncryptionProfile"],
    places: [
      ["athena/Workgroup", "configuration.enableMinimumEncryptionConfiguration"],
      ["cloudfront/Distribution", "viewerCertificate.cloudfrontDefaultCertificate"],
      ["cloudfront/MultitenantDistribution", "viewerCertificate.cloudfrontDefaultCertificate"],
    ],
  },
  {
    reason:
      "The provider's own key instead of ours: the requirement of a KMS key beside it already refuses it.",
    inputs: ["sqsManagedSseEnabled", "sseS3", "sseS3s"],
  },
  {
    reason:
      "A key that the caller sends along with each object (SSE-C); the copy itself is encrypted as judged.",
    places: [
      ["s3/ObjectCopy", "customerKey"],
      ["s3/ObjectCopy", "customerKeyMd5"],
      ["s3/ObjectCopy", "sourceCustomerKey"],
      ["s3/ObjectCopy", "sourceCustomerKeyMd5"],
    ],
  },
  {
    reason: "An identifier or a credential of another system that merely has a key's name.",
    inputs: ["accessKeyId", "apiKeyArn", "tokenKeyId"],
    types: [
      "apigateway/UsagePlanKey",
      "pinpoint/ApnsChannel",
      "pinpoint/ApnsSandboxChannel",
      "pinpoint/ApnsVoipChannel",
      "pinpoint/ApnsVoipSandboxChannel",
    ],
  },
  {
    reason: "About a key as such: its alias, grants, policy or replicas. The key's own rotation is judged.",
    types: [
      "kms/Alias",
      "kms/Ciphertext",
      "kms/CustomKeyStore",
      "kms/Grant",
      "kms/KeyPolicy",
      // Rotation is a property that replicas share with their primary key.
      "kms/ReplicaExternalKey",
      "kms/ReplicaKey",
      "paymentcryptography/Key",
      "paymentcryptography/KeyAlias",
      "route53/KeySigningKey",
    ],
    places: [
      [
        "bedrock/AgentcoreOauth2CredentialProvider",
        "oauth2ProviderConfig.customOauth2ProviderConfig.privateKeyJwtConfig.privateKeySource.kmsKeySource",
      ],
      ["dataexchange/RevisionAssets", "assets.createS3DataAccessFromS3Bucket.assetSource.kmsKeysToGrants"],
      ["odb/Network", "kmsAccess"],
      ["odb/Network", "kmsPolicyDocument"],
    ],
  },
  {
    reason: "Encryption comes with the snapshot that the image is made of, and cannot be said beside it.",
    places: [
      ["ec2/Ami", "ebsBlockDevices.encrypted"],
      ["ec2/AmiCopy", "ebsBlockDevices.encrypted"],
      ["ec2/AmiFromInstance", "ebsBlockDevices.encrypted"],
    ],
  },
  {
    reason: "Decrypts, inspects or matches what others encrypted; no data is stored or sent by it.",
    types: ["mailmanager/TrafficPolicy", "transfer/Workflow"],
    places: [
      ["mailmanager/RuleSet", "rules.conditions.stringExpression.evaluate.clientCertificateAttribute"],
      ["mailmanager/RuleSet", "rules.unlesses.stringExpression.evaluate.clientCertificateAttribute"],
      ["networkfirewall/FirewallPolicy", "firewallPolicy.tlsInspectionConfigurationArn"],
      ["networkfirewall/TlsInspectionConfiguration", "tlsInspectionConfiguration"],
    ],
  },
  {
    reason: "The rotation is of tokens, indices or rules about a secret, and is on by being declared.",
    inputs: ["refreshTokenRotation", "indexRotationPeriod"],
    places: [
      ["secretsmanager/SecretRotation", "externalSecretRotationMetadatas"],
      ["secretsmanager/SecretRotation", "externalSecretRotationRoleArn"],
      ["secretsmanager/SecretRotation", "rotationLambdaArn"],
      ["secretsmanager/SecretRotation", "rotationRules"],
    ],
  },
  {
    reason:
      "The scheme of a call to, or a protection within, a system of somebody else that the program does not run.",
    types: ["datasync/LocationHdfs", "securitylake/SubscriberNotification", "iot/TopicRule"],
    places: [
      ["apigatewayv2/Integration", "tlsConfig"],
      ["dms/DataProvider", "settings.ibmDb2LuwSettings.encryptionAlgorithm"],
      ["dms/DataProvider", "settings.oracleSettings.secretsManagerSecurityDbEncryptionAccessRoleArn"],
      ["dms/DataProvider", "settings.oracleSettings.secretsManagerSecurityDbEncryptionSecretId"],
      ["dms/DataProvider", "settings.sybaseAseSettings.encryptPassword"],
      ["dms/Endpoint", "oracleSettings.securityDbEncryption"],
      ["dms/Endpoint", "oracleSettings.securityDbEncryptionName"],
      // The endpoint is a bucket, reached over HTTPS by AWS itself.
      ["dms/S3Endpoint", "sslMode"],
    ],
  },
  {
    reason:
      "Made for content that is meant to be shared: media streams, and data between parties of a collaboration.",
    types: ["cleanrooms/Collaboration", "medialive/Channel"],
  },
  {
    reason:
      "Encryption between attached VPCs by the network cards themselves, a region-wide choice with conditions on every instance; what crosses a gateway here is in TLS already.",
    types: ["ec2transitgateway/TransitGateway"],
  },
  {
    reason: "Only starts jobs; the security configuration is judged on the job that it starts.",
    types: ["glue/Trigger"],
  },
];
