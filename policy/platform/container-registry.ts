import { awsTable, judgedBy, need, oneOf, yes } from "../requirement";
import { UNKNOWN, type Rule } from "../rule";
import { isTrue, isValues } from "../values";

const REPOSITORY = "aws:ecr/repository:Repository";
const FIXED = oneOf("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION");

export const containerRegistry: Rule = {
  id: "container-registry",
  family: "platform",
  title: "Scan images when they are pushed, and never change a tag",
  severity: "medium",
  enforcement: "mandatory",
  controls: [
    { framework: "CIS EKS Benchmark", control: "5.1.1" },
    { framework: "NIST SP 800-53", control: "RA-5" },
  ],
  why: "A tag that can move makes an approved image into another one overnight; a scan at the push finds known flaws before the first pod runs.",
  remedy: "Set imageTagMutability to IMMUTABLE and imageScanningConfiguration.scanOnPush to true.",
  exemptions: [],
  ...judgedBy(
    awsTable({
      "ecr/Repository": [
        need("imageScanningConfiguration.scanOnPush", yes),
        need("imageTagMutability", FIXED),
      ],
      "ecr/RepositoryCreationTemplate": [need("imageTagMutability", FIXED)],
    }),
  ),
  remediate: ({ type, inputs }) => {
    const scanning = inputs.imageScanningConfiguration;
    if (type !== REPOSITORY || scanning === UNKNOWN) return undefined;
    const block = isValues(scanning) ? scanning : {};
    if (block.scanOnPush === UNKNOWN || isTrue(block.scanOnPush)) return undefined;
    return { ...inputs, imageScanningConfiguration: { ...block, scanOnPush: true } };
  },
};
