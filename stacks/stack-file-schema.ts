import { z } from "zod";
import { overrideSchema } from "./schema";
import { awsSchema } from "./schema/aws";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Keys beside `config` that the Pulumi CLI writes into a stack file. */
const CLI_KEYS: Readonly<Record<string, JsonSchema>> = {
  secretsprovider: { type: "string", description: "What encrypts the stack's secrets." },
  encryptionsalt: { type: "string", description: "Salt of a passphrase; written by the CLI." },
  encryptedkey: { type: "string", description: "Key of the secrets, itself encrypted; written by the CLI." },
  environment: { description: "Pulumi ESC environments whose config the stack imports." },
};

/** Keys of the program that no environment has defaults for, or not for all of. */
const NEEDED = ["intelliguard:environment", "intelliguard:domain", "intelliguard:access"];

/** The JSON schema of a stack file (`Pulumi.<stack>.yaml`), for editors: what the settings are parsed with, as a schema. */
export function stackFileSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of this program",
    type: "object",
    required: ["config"],
    additionalProperties: false,
    properties: {
      config: {
        type: "object",
        description: "Config of the program (intelliguard:) and of the AWS provider (aws:).",
        required: [...NEEDED, ...required("aws", awsSchema)],
        additionalProperties: false,
        properties: { ...namespaced("aws", awsSchema), ...namespaced("intelliguard", overrideSchema) },
        patternProperties: { "^(aws|eks|kubernetes|pulumi|random):": {} },
      },
      ...CLI_KEYS,
    },
  };
}

function draft7(schema: z.ZodType) {
  return z.toJSONSchema(schema, { target: "draft-07", io: "input" });
}

function namespaced(namespace: string, schema: z.ZodType): Record<string, unknown> {
  const keys = Object.entries(draft7(schema).properties ?? {});
  return Object.fromEntries(keys.map(([key, value]) => [`${namespace}:${key}`, value]));
}

function required(namespace: string, schema: z.ZodType): string[] {
  return (draft7(schema).required ?? []).map((key) => `${namespace}:${key}`);
}
