import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { userData } from "./userdata";

/** The parts of a MIME multi-part document by content type, read as a mail reader reads them. */
function parts(text: string): [type: string, body: string][] {
  const [head = "", ...rest] = text.split("\n\n");
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"$/m.exec(head)?.[1];
  expect(boundary, "boundary").to.be.a("string");
  const body = rest.join("\n\n");
  expect(body.trimEnd().endsWith(`--${boundary!}--`), "closing boundary").to.equal(true);
  return body
    .split(`--${boundary!}`)
    .slice(1, -1)
    .map((part) => {
      const [header = "", ...content] = part.trimStart().split("\n\n");
      return [header.replace("Content-Type: ", ""), content.join("\n\n")];
    });
}

describe("userData", () => {
  it("is one NodeConfig in a MIME document for AL2023, with nothing but the kubelet's pods", () => {
    const found = parts(userData("AL2023", { maxPods: 110 }));
    expect(found.map(([type]) => type)).to.deep.equal(["application/node.eks.aws"]);
    expect(parse(found[0]![1])).to.deep.equal({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: { kubelet: { config: { maxPods: 110 } } },
    });
  });

  it("is TOML for Bottlerocket", () => {
    expect(userData("BOTTLEROCKET", { maxPods: 58 })).to.equal("[settings.kubernetes]\nmax-pods = 58\n");
  });

  it("says the number it was given, and stays within what EC2 takes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 250 }), (maxPods) => {
        const text = userData("AL2023", { maxPods });
        const config = parse(parts(text)[0]![1]) as { spec: { kubelet: { config: { maxPods: number } } } };
        expect(config.spec.kubelet.config.maxPods).to.equal(maxPods);
        expect(text.length).to.be.below(16384);
      }),
    );
  });
});
