import { companyOf, lacking } from "../companions";
import { judgedBy, merged, need, tableOf, yes, type Table } from "../requirement";
import { UNKNOWN, type Rule } from "../rule";
import { isTrue } from "../values";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACCOUNT = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

const POINTS: Table = merged(
  ...SWITCHES.map((key) =>
    tableOf(yes, {
      [`publicAccessBlockConfiguration?.${key}`]: ["s3/AccessPoint"],
      [`details.publicAccessBlock?.${key}`]: ["s3control/MultiRegionAccessPoint"],
    }),
  ),
);
const ALL_FOUR = SWITCHES.map((key) => need(key, yes));

export const publicAccessBlock: Rule = {
  id: "bucket-public-access-block",
  family: "platform",
  title: "Block all public access to every bucket",
  severity: "critical",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "AC-3" },
    { framework: "NIST SP 800-53", control: "SC-7" },
  ],
  why: "The block holds whatever a later policy or access list grants: one mistake in those does not publish the bucket.",
  remedy:
    "Add an aws.s3.BucketPublicAccessBlock for the bucket with all four switches true (section 5, Object Storage).",
  exemptions: [],
  ...judgedBy(merged({ [BLOCK]: ALL_FOUR, [ACCOUNT]: ALL_FOUR }, POINTS)),
  judgeStack: (subjects) => {
    const blocks = subjects.filter(({ type }) => type === BLOCK);
    return subjects
      .filter(({ type }) => BUCKETS.includes(type))
      .flatMap((bucket) => {
        const company = companyOf(bucket, blocks, "bucket");
        if (company.sure.length > 0) return [];
        const message = `Add a BucketPublicAccessBlock for bucket ${bucket.name}; it has none.`;
        return lacking(bucket, company, "bucket", "publicAccessBlock", message);
      });
  },
  remediate: ({ type, inputs }) => {
    if (type !== BLOCK && type !== ACCOUNT) return undefined;
    const off = SWITCHES.filter((key) => inputs[key] !== UNKNOWN && !isTrue(inputs[key]));
    return off.length === 0 ? undefined : { ...inputs, ...Object.fromEntries(off.map((key) => [key, true])) };
  },
};
