import { expect } from "chai";
import fc from "fast-check";
import { PRIVATE, addressAt, isBlock, ranges, subtract, within } from "./addresses";
import { PRODUCTION } from "./fixture";

const address = fc.ipV4();
const covers = (blocks: readonly string[], ip: string) => blocks.some((block) => within(`${ip}/32`, block));

describe("addresses", () => {
  it("derive what AWS and Kubernetes place at fixed spots", () => {
    const known = ranges(PRODUCTION.addresses, ["3.5.80.0/21"]);
    expect(known["kubernetes-api"]).to.deep.equal(["172.20.0.1/32"]);
    expect(known["dns-service"]).to.deep.equal(["172.20.0.10/32"]);
    expect(known["vpc-resolver"]).to.deep.equal(["10.0.0.2/32", "169.254.169.253/32"]);
    expect(known["pod-identity"]).to.deep.equal(["169.254.170.23/32"]);
    expect(known["object-storage"]).to.deep.equal(["3.5.80.0/21"]);
  });

  it("count as internet what is neither private nor link-local, with no exception to misread", () => {
    const { internet } = ranges(PRODUCTION.addresses, []);
    for (const ip of ["8.8.8.8", "1.1.1.1", "52.92.128.1", "100.63.0.1", "172.32.0.1", "192.167.255.255"]) {
      expect(covers(internet, ip), ip).to.be.true;
    }
    const closed = ["10.0.10.5", "100.64.3.4", "100.127.255.255", "172.20.0.1", "192.168.1.1"];
    for (const ip of [...closed, "169.254.169.254", "169.254.170.23", "127.0.0.1", "224.0.0.1", "0.0.0.1"]) {
      expect(covers(internet, ip), ip).to.be.false;
    }
    fc.assert(
      fc.property(address, (ip) => {
        const special = [...PRIVATE, "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];
        expect(covers(internet, ip)).to.equal(!covers(special, ip));
      }),
    );
  });

  it("include public addresses among the endpoints where AWS services lack one", () => {
    const open = ranges({ ...PRODUCTION.addresses, awsOverInternet: true }, []);
    const closed = ranges(PRODUCTION.addresses, []);
    expect(open.endpoints).to.deep.equal([...closed.endpoints, ...closed.internet]);
  });

  it("subtract blocks exactly", () => {
    expect(subtract("10.0.0.0/24", ["10.0.0.128/25"])).to.deep.equal(["10.0.0.0/25"]);
    expect(subtract("10.0.0.0/24", ["10.0.0.0/8"])).to.deep.equal([]);
    expect(subtract("10.0.0.0/24", ["11.0.0.0/8"])).to.deep.equal(["10.0.0.0/24"]);
    const hole = fc
      .tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }))
      .map(([last, mask]) => `10.0.0.${last - (last % 2 ** (32 - mask))}/${mask}`);
    fc.assert(
      fc.property(fc.array(hole, { maxLength: 4 }), fc.nat(255), (holes, last) => {
        const ip = `10.0.0.${last}`;
        expect(covers(subtract("10.0.0.0/24", holes), ip)).to.equal(!covers(holes, ip));
      }),
    );
  });

  it("count addresses from the start of a block", () => {
    expect(addressAt("172.20.0.0/16", 10)).to.equal("172.20.0.10");
    expect(addressAt("10.0.0.0/8", 256)).to.equal("10.0.1.0");
  });

  it("know a block from what looks like one", () => {
    for (const good of ["10.0.0.0/8", "0.0.0.0/0", "10.0.0.7/32"]) expect(isBlock(good), good).to.be.true;
    for (const bad of ["10.0.0.1/8", "10.0.0.0", "10.0.300.0/24", "10.0.0.0/33", "fd00::/8", "x/8", ""]) {
      expect(isBlock(bad), bad).to.be.false;
    }
  });
});
