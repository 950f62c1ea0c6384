import { expect } from "chai";
import { nameOf, packageOf, shortType, typeOf, urnOf } from "./urn";

const place = { stack: "dev", project: "sample" };

describe("URNs", () => {
  it("leave out the stack's type and carry every other parent's", () => {
    const stack = urnOf(place, "", "pulumi:pulumi:Stack", "sample-dev");
    const outer = urnOf(place, stack, "a:b:Outer", "outer");
    const inner = urnOf(place, outer, "a:b:Inner", "inner");
    const vpc = urnOf(place, inner, "aws:ec2/vpc:Vpc", "net");
    expect(outer).to.equal("urn:pulumi:dev::sample::a:b:Outer::outer");
    expect(vpc).to.equal("urn:pulumi:dev::sample::a:b:Outer$a:b:Inner$aws:ec2/vpc:Vpc::net");
    expect(typeOf(vpc)).to.equal("aws:ec2/vpc:Vpc");
    expect(nameOf(vpc)).to.equal("net");
  });

  it("keep names that hold the separator", () => {
    expect(nameOf(urnOf(place, "", "a:b:C", "left::right"))).to.equal("left::right");
  });

  it("know the package of a type, a provider's included", () => {
    expect(packageOf("aws:ec2/vpc:Vpc")).to.equal("aws");
    expect(packageOf("pulumi:providers:kubernetes")).to.equal("kubernetes");
  });

  it("are shown with the type as the CLI shortens it", () => {
    expect(shortType("aws:ec2/vpc:Vpc")).to.equal("aws:ec2:Vpc");
    expect(shortType("random:index/randomPassword:RandomPassword")).to.equal("random:index:RandomPassword");
    expect(shortType("kubernetes:networking.k8s.io/v1:NetworkPolicy")).to.equal(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    );
    expect(shortType("pulumi:providers:aws")).to.equal("pulumi:providers:aws");
  });
});
