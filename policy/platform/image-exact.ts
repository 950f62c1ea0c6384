import { AWS_ADDONS } from "./aws-addons";
import { judged } from "../pod-security/at";
import { containersOf, named } from "../pod-security/pod";
import type { Rule } from "../rule";
import { shown } from "../values";
import { isExact, MOVING, TAGGED } from "./image";
import { judgesPods } from "./pods";

export const imageExact: Rule = {
  id: "image-exact",
  family: "platform",
  title: "Run images by digest or exact tag",
  severity: "high",
  enforcement: "mandatory",
  controls: [
    { framework: "NIST SP 800-53", control: "CM-2" },
    { framework: "NIST SP 800-53", control: "SI-7" },
  ],
  why: "A tag that moves runs another program after the next restart than the one that was tested, on some nodes and not on others.",
  remedy: "Write the full version as the tag, or the digest after @sha256:.",
  exemptions: [AWS_ADDONS],
  ...judgesPods((pod) =>
    containersOf(pod).flatMap((container) => {
      const image = container.get("image");
      return judged(
        image,
        (value) => typeof value !== "string" || !isExact(value),
        `Give the image of ${named(container)} an exact tag or a digest; it is ${shown(image.value)}.`,
      );
    }),
  ),
  admission: {
    offenders: `variables.containers.filter(c, !has(c.image) || !(c.image.contains('@sha256:') || (c.image.matches('${TAGGED}') && !c.image.matches('${MOVING}')))).map(c, c.name)`,
    message: "images must have an exact tag or a digest; these containers' have neither",
  },
};
