/** Ports that management traffic may use (section 4, management_to_all). */
export const MANAGEMENT_PORTS = [22, 443] as const;

/** Minutes without input after which a session ends. */
const IDLE_MINUTES = 20;

/** Minutes after which a session ends in any case. */
const MAXIMUM_MINUTES = 60;

/** A shell on the bastion: encrypted with the session key, recorded as it happens in an encrypted log group. */
export function shellDocument(logGroup: string, keyArn: string) {
  return {
    schemaVersion: "1.0",
    description: "A recorded, encrypted shell on the bastion",
    sessionType: "Standard_Stream",
    inputs: {
      s3BucketName: "",
      s3KeyPrefix: "",
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: logGroup,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: keyArn,
      runAsEnabled: false,
      runAsDefaultUser: "",
      idleSessionTimeout: String(IDLE_MINUTES),
      maxSessionDuration: String(MAXIMUM_MINUTES),
      shellProfile: { windows: "", linux: "" },
    },
  };
}

/**
 * A tunnel through the bastion to a host of the VPC, for `kubectl` against the private API endpoint. Only management
 * ports pass. What goes through is TLS or SSH already and is not recorded; the API server's audit log does that.
 */
export function tunnelDocument() {
  return {
    schemaVersion: "1.0",
    description: "A tunnel through the bastion to a management port of a host in the VPC",
    sessionType: "Port",
    parameters: {
      host: {
        type: "String",
        description: "Name or address of the host",
        allowedPattern: "^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$",
      },
      portNumber: {
        type: "String",
        description: "Port of the host",
        allowedPattern: `^(${MANAGEMENT_PORTS.join("|")})$`,
        default: "443",
      },
      localPortNumber: {
        type: "String",
        description: "Port on your machine; 0 takes a free one",
        allowedPattern: "^[0-9]{1,5}$",
        default: "0",
      },
    },
    properties: {
      type: "LocalPortForwarding",
      host: "{{ host }}",
      portNumber: "{{ portNumber }}",
      localPortNumber: "{{ localPortNumber }}",
    },
  };
}
