import { expect } from "chai";
import fc from "fast-check";
import { INSTANCE_TYPES, instanceType, podAddressesPerNode, podsPerNode } from "./instance-types";

const SINGLE = { customNetworking: false, prefixDelegation: false };
const CUSTOM = { customNetworking: true, prefixDelegation: false };
const PREFIXES = { customNetworking: true, prefixDelegation: true };

const anyType = fc.constantFrom(...Object.keys(INSTANCE_TYPES));

describe("instance types", () => {
  it("have the figures of EC2's pages", () => {
    const figures = (type: string) => {
      const { vcpus, memoryGiB, gpus, interfaces, addressesPerInterface } = instanceType(type);
      return [vcpus, memoryGiB, gpus, interfaces, addressesPerInterface];
    };
    expect(figures("m5.large")).to.deep.equal([2, 8, 0, 3, 10]);
    expect(figures("m5.xlarge")).to.deep.equal([4, 16, 0, 4, 15]);
    expect(figures("m5.2xlarge")).to.deep.equal([8, 32, 0, 4, 15]);
    expect(figures("r5.xlarge")).to.deep.equal([4, 32, 0, 4, 15]);
    expect(figures("r5.2xlarge")).to.deep.equal([8, 64, 0, 4, 15]);
    expect(figures("r5.4xlarge")).to.deep.equal([16, 128, 0, 8, 30]);
    expect(figures("c5n.4xlarge")).to.deep.equal([16, 42, 0, 8, 30]);
    expect(figures("g6.2xlarge")).to.deep.equal([8, 32, 1, 4, 15]);
    expect(figures("g6.16xlarge")).to.deep.equal([64, 256, 1, 15, 50]);
    expect(figures("g5.48xlarge")).to.deep.equal([192, 768, 8, 7, 50]);
    expect(figures("m6i.32xlarge")).to.deep.equal([128, 512, 0, 15, 50]);
    expect(figures("t3.micro")).to.deep.equal([2, 1, 0, 2, 2]);
    expect(instanceType("t4g.micro").architecture).to.equal("arm64");
  });

  it("that nobody has are an error, and so are names of JavaScript's own", () => {
    expect(() => instanceType("p3.2xlarge")).to.throw("instance type p3.2xlarge is not in the table");
    expect(() => instanceType("toString")).to.throw("toString");
  });
});

describe("pods per node", () => {
  it("is what AWS's table says without custom networking, up to 110", () => {
    const table = { "t3.small": 11, "m5.large": 29, "m5.2xlarge": 58, "r5.xlarge": 58, "c5n.large": 29 };
    for (const [type, pods] of Object.entries(table)) expect(podsPerNode(type, SINGLE), type).to.equal(pods);
    expect(podsPerNode("r5.4xlarge", SINGLE)).to.equal(110);
    expect(podsPerNode("m5.24xlarge", SINGLE)).to.equal(250);
  });

  it("loses the first interface to custom networking, and gains 16 for 1 with prefixes", () => {
    expect(podsPerNode("m5.2xlarge", CUSTOM)).to.equal(44);
    expect(podsPerNode("m5.large", CUSTOM)).to.equal(20);
    expect(podsPerNode("m5.large", PREFIXES)).to.equal(110);
    expect(podsPerNode("t3.micro", PREFIXES)).to.equal(18);
  });

  it("never exceeds the addresses a full node takes, host network pods aside", () => {
    fc.assert(
      fc.property(anyType, fc.boolean(), (type, prefixDelegation) => {
        const pods = podsPerNode(type, { customNetworking: true, prefixDelegation });
        expect(podAddressesPerNode(type, pods, prefixDelegation)).to.be.at.least(pods - 2);
      }),
    );
  });

  it("takes no more addresses for fewer pods", () => {
    fc.assert(
      fc.property(
        anyType,
        fc.boolean(),
        fc.integer({ min: 11, max: 250 }),
        (type, prefixDelegation, pods) => {
          const fewer = podAddressesPerNode(type, pods - 1, prefixDelegation);
          expect(fewer).to.be.at.most(podAddressesPerNode(type, pods, prefixDelegation));
        },
      ),
    );
  });

  it("takes a warm block more than the pods need", () => {
    // 110 pods: 7 blocks and a warm one, 128 addresses, and the interface's own.
    expect(podAddressesPerNode("m5.2xlarge", 110, true)).to.equal(129);
    // 44 pods, 14 to an interface: all three with 15 addresses each; the warm fourth does not exist.
    expect(podAddressesPerNode("m5.2xlarge", 44, false)).to.equal(45);
    expect(podAddressesPerNode("m5.2xlarge", 10, false)).to.equal(30);
  });
});
