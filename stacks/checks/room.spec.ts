import { expect } from "chai";
import fc from "fast-check";
import { sizeOf } from "../cidr";
import { DEFAULTS } from "../environments";
import { podsPerNode } from "../instance-types";
import type { Config } from "../schema";
import { ENVIRONMENTS } from "../schema/environment";
import { room } from "./room";

type Parts = Pick<Config, "network" | "cluster" | "nodePools">;

const problems = (config: Parts): string[] => room({ stack: "x", aws: {}, config }).map(({ key }) => key);

/** Production with its data pool at another maximum size and pod subnets of another size. */
function production(max: number, prefix: number, prefixDelegation: boolean): Parts {
  const { network, cluster, nodePools } = DEFAULTS.production;
  const data = { ...nodePools.data, max } as Config["nodePools"][string];
  const pods = [`100.64.192.0/${prefix}`, `100.64.208.0/${prefix}`, `100.64.224.0/${prefix}`];
  return {
    network: { ...network, subnets: { ...network.subnets, "pods-data": pods } },
    cluster: { ...cluster, prefixDelegation },
    nodePools: { ...nodePools, data },
  };
}

describe("room for nodes and pods", () => {
  for (const environment of ENVIRONMENTS) {
    it(`${environment} has an address for every pod at maximum size, in each network zone`, () => {
      const { network, cluster, nodePools } = DEFAULTS[environment];
      expect(problems(DEFAULTS[environment])).to.deep.equal([]);
      for (const zone of ["application", "data"] as const) {
        const pods = Object.values(nodePools)
          .filter((pool) => pool.zone === zone)
          .reduce((sum, { max, maxPods, instanceType: type }) => {
            const { prefixDelegation } = cluster;
            return sum + max * (maxPods ?? podsPerNode(type, { customNetworking: true, prefixDelegation }));
          }, 0);
        const addresses = network.nodeZones
          .map((name) => network.subnets[`pods-${zone}`][network.zones.indexOf(name)] ?? "0.0.0.0/32")
          .reduce((sum, cidr) => sum + sizeOf(cidr), 0);
        expect(pods).to.be.above(0);
        expect(addresses).to.be.at.least(pods);
      }
    });
  }

  it("is never short when it says nothing: every pod of the fullest zone gets an address, even while nodes are replaced", () => {
    const cases = [fc.integer({ min: 3, max: 400 }), fc.integer({ min: 20, max: 28 }), fc.boolean()] as const;
    fc.assert(
      fc.property(...cases, (max, prefix, prefixDelegation) => {
        const config = production(max, prefix, prefixDelegation);
        fc.pre(!problems(config).some((key) => key.includes("pods-data")));
        const pods = podsPerNode("c5n.4xlarge", { customNetworking: true, prefixDelegation });
        expect(Math.ceil(max / 3) * pods).to.be.at.most(2 ** (32 - prefix) - 5);
      }),
    );
  });

  it("says more, not less, of larger pools and smaller ranges", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 400 }), fc.integer({ min: 20, max: 27 }), (max, prefix) => {
        const now = problems(production(max, prefix, true));
        expect(problems(production(max + 1, prefix, true))).to.include.members(now);
        expect(problems(production(max, prefix + 1, true))).to.include.members(now);
      }),
    );
  });

  it("would not have had it in the private subnets", () => {
    // Section 3's three /24: production's nodes at maximum size run thousands of pods.
    const { network, cluster, nodePools } = DEFAULTS.production;
    const subnets = { ...network.subnets, "pods-application": network.subnets.private };
    expect(problems({ network: { ...network, subnets }, cluster, nodePools })).to.deep.equal([
      "intelliguard:network.subnets.pods-application[0]",
      "intelliguard:network.subnets.pods-application[1]",
      "intelliguard:network.subnets.pods-application[2]",
    ]);
  });
});
