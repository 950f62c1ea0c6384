import { companyOf, lacking } from "../companions";
import type { Rule } from "../rule";
import { at } from "../values";
import { forAll } from "./mesh";
import { judgedBy, need, yes } from "../requirement";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const CONFIGURATIONS = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];
/** The older way: the configuration as an input of the bucket itself. */
const INLINE = ["serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations"];

export const bucketEncryption: Rule = {
  id: "bucket-encryption",
  family: "encryption",
  title: "Give every bucket an encryption configuration with a bucket key",
  severity: "high",
  enforcement: "mandatory",
  controls: [{ framework: "NIST SP 800-53", control: "SC-28(1)" }],
  why: "A bucket without a configuration encrypts with a key of S3, which no policy of ours guards. A bucket key spares most of the calls to KMS.",
  remedy:
    "Add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket with sseAlgorithm aws:kms, kmsMasterKeyId and bucketKeyEnabled true.",
  exemptions: [],
  ...judgedBy(forAll(CONFIGURATIONS, [need("rules[].bucketKeyEnabled", yes)])),
  judgeStack: (subjects) => {
    const configurations = subjects.filter(({ type }) => CONFIGURATIONS.includes(type));
    return subjects
      .filter(
        ({ type, inputs }) => BUCKETS.includes(type) && INLINE.every((key) => at(inputs, key) === undefined),
      )
      .flatMap((bucket) => {
        const company = companyOf(bucket, configurations, "bucket");
        if (company.sure.length > 0) return [];
        const message = `Add a BucketServerSideEncryptionConfiguration for bucket ${bucket.name}; it has none.`;
        return lacking(bucket, company, "bucket", "encryption", message);
      });
  },
};
