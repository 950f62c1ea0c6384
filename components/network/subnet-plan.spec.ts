import { expect } from "chai";
import fc from "fast-check";
import { documented } from "./examples";
import { natZoneOf, natZones, planSubnets, TIERS } from "./subnet-plan";

describe("planSubnets", () => {
  it("names the document's subnets as the document does", () => {
    const named = planSubnets(documented).map(({ name, cidr, zone }) => `${name} ${cidr} ${zone}`);
    expect(named).to.include.members([
      "public-subnet-1 10.0.1.0/24 us-west-2a",
      "public-subnet-3 10.0.3.0/24 us-west-2c",
      "private-subnet-2 10.0.20.0/24 us-west-2b",
      "db-subnet-1 10.0.100.0/24 us-west-2a",
      "db-subnet-2 10.0.200.0/24 us-west-2b",
    ]);
  });

  it("plans one subnet for each tier and zone, with unique names", () => {
    const planned = planSubnets(documented);
    expect(planned).to.have.length(TIERS.length * documented.zones.length);
    expect(new Set(planned.map(({ name }) => name)).size).to.equal(planned.length);
    expect(new Set(planned.map(({ tier, letter }) => `${tier}-${letter}`)).size).to.equal(planned.length);
  });

  it("refuses a plan with a hole", () => {
    const subnets = { ...documented.subnets, database: documented.subnets.database.slice(0, 2) };
    expect(() => planSubnets({ ...documented, subnets })).to.throw(
      RangeError,
      "subnets.database has no range for us-west-2c",
    );
  });
});

describe("NAT gateways", () => {
  const zones = ["us-west-2a", "us-west-2b", "us-west-2c"] as const;
  const plan = fc.record({
    nat: fc.constantFrom("per-zone" as const, "single" as const),
    nodeZones: fc.subarray([...zones], { minLength: 1 }),
  });

  it("stand in zones of nodes only, one of each or one in all", () => {
    fc.assert(
      fc.property(plan, (args) => {
        const found = natZones(args);
        expect(args.nodeZones).to.include.members([...found]);
        expect(found).to.have.length(args.nat === "single" ? 1 : args.nodeZones.length);
      }),
    );
  });

  it("serve every zone, each its own where there is one", () => {
    fc.assert(
      fc.property(plan, fc.constantFrom(...zones), (args, zone) => {
        const serving = natZoneOf(zone, args);
        expect(natZones(args)).to.include(serving);
        if (natZones(args).includes(zone)) expect(serving).to.equal(zone);
      }),
    );
  });
});
