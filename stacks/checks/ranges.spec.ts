import { expect } from "chai";
import fc from "fast-check";
import { DEFAULTS } from "../environments";
import type { Config } from "../schema";
import { TIERS } from "../schema/network";
import { ranges } from "./ranges";

type Network = Config["network"];

const lines = (network: Network): string[] =>
  ranges({ stack: "x", aws: {}, config: { environment: "production", network } }).map(
    ({ key, problem }) => `${key}: ${problem}`,
  );

/** Production's network with subnets of the VPC in other places: 7 x 3 different /24 of 256, pods left alone. */
const scattered = fc.uniqueArray(fc.nat(255), { minLength: 15, maxLength: 15 }).map((octets): Network => {
  const { subnets, ...network } = DEFAULTS.production.network;
  const inVpc = TIERS.filter((tier) => !tier.startsWith("pods-"));
  const moved = inVpc.map((tier, index) => [
    tier,
    octets.slice(index * 3, index * 3 + 3).map((octet) => `10.0.${octet}.0/24`),
  ]);
  return { ...network, subnets: { ...subnets, ...(Object.fromEntries(moved) as object) } };
});

describe("ranges", () => {
  it("finds nothing wrong with subnets that keep apart, wherever they are", () => {
    fc.assert(fc.property(scattered, (network) => lines(network).length === 0));
  });

  it("finds the one subnet that lies in or around another", () => {
    fc.assert(
      fc.property(scattered, fc.integer({ min: 22, max: 26 }), (network, prefix) => {
        const [first = ""] = network.subnets.public;
        const third = Number(first.split(".")[2]);
        const size = prefix < 24 ? 2 ** (24 - prefix) : 1;
        const around = `10.0.${Math.floor(third / size) * size}.0/${prefix}`;
        const [, second = "", last = ""] = network.subnets.private;
        const found = lines({ ...network, subnets: { ...network.subnets, private: [around, second, last] } });
        expect(found).to.include(
          `intelliguard:network.subnets.private[0]: overlaps intelliguard:network.subnets.public[0] (${first})`,
        );
      }),
    );
  });

  it("keeps services and pods away from every environment", () => {
    for (const octet of [0, 1, 2, 3]) {
      const serviceCidr = `10.${octet}.64.0/20`;
      expect(lines({ ...DEFAULTS.production.network, serviceCidr }), serviceCidr).to.have.length(1);
    }
    expect(lines({ ...DEFAULTS.production.network, serviceCidr: "10.4.0.0/16" })).to.deep.equal([]);
  });
});
