import { expect } from "chai";
import fc from "fast-check";
import { Address4 } from "ip-address";
import { documented } from "./examples";
import {
  DATA_PORTS,
  type GroupKey,
  GROUPS,
  type PlacedRule,
  placeRules,
  RULES_PER_DIRECTION,
  SECURITY_RULES,
} from "./security-rules";
import type { Tier } from "./subnet-plan";

const rules = placeRules(SECURITY_RULES, documented);

/** Where what carries a group stands. */
const HOME: Readonly<Record<GroupKey, Tier>> = {
  cluster: "private",
  node: "private",
  "data-node": "database",
  "pods-application": "pods-application",
  "pods-data": "pods-data",
  rds: "database",
  bastion: "management",
  runner: "management",
  endpoints: "private",
};
const addressOf = (key: GroupKey) => {
  const subnet = documented.subnets[HOME[key]][1];
  if (subnet === undefined) throw new Error(`${key} has no home`);
  return Address4.fromBigInt(new Address4(subnet).startAddress().bigInt() + 7n);
};

type Protocol = "tcp" | "udp";
/** Whether a rule speaks of the port and of the other side; across a firewall, rules that name groups do not count. */
function matches(rule: PlacedRule, other: GroupKey, protocol: Protocol, port: number, firewall: boolean) {
  const { ports, peer } = rule;
  if (rule.protocol !== "all" && rule.protocol !== protocol) return false;
  if (ports !== undefined && (port < ports[0] || port > ports[1])) return false;
  if ("group" in peer) return !firewall && peer.group === other;
  return addressOf(other).isInSubnet(new Address4(peer.cidr));
}
/** Whether security groups let a connection through: out of the one, into the other. */
function reaches(from: GroupKey, to: GroupKey, protocol: Protocol, port: number, firewall = false): boolean {
  const side = (group: GroupKey, direction: PlacedRule["direction"], other: GroupKey) =>
    rules.some(
      (rule) =>
        rule.group === group &&
        rule.direction === direction &&
        // A firewall hides the group of the other side from whoever receives; who sends is judged before it.
        matches(rule, other, protocol, port, firewall && direction === "ingress"),
    );
  return side(from, "egress", to) && side(to, "ingress", from);
}

const port = fc.integer({ min: 1, max: 65535 });
const APPLICATION = ["node", "pods-application"] as const;
const DATA = ["data-node", "pods-data"] as const;

describe("security rules", () => {
  describe("of the document", () => {
    it("let everything in the VPC reach the API server on 443", () => {
      for (const group of GROUPS) {
        if (["rds", "endpoints"].includes(group)) continue;
        expect(reaches(group, "cluster", "tcp", 443), group).to.equal(true);
      }
    });

    it("let the cluster reach nodes on 1025 to 65535", () => {
      const all = fc.integer({ min: 1, max: 65535 });
      fc.assert(
        fc.property(all, (number) => {
          expect(reaches("cluster", "node", "tcp", number)).to.equal(number >= 1025);
        }),
      );
    });

    it("let the bastion reach nodes by SSH, and nothing else by SSH", () => {
      for (const group of GROUPS) {
        const expected = group === "node" || group === "data-node";
        expect(reaches("bastion", group, "tcp", 22), group).to.equal(expected);
      }
    });

    it("let nodes reach PostgreSQL", () => {
      expect(reaches("node", "rds", "tcp", 5432)).to.equal(true);
    });

    it("let the application zone reach 5432, 9200 and 6379 of the data zone", () => {
      expect(Object.keys(DATA_PORTS).map(Number)).to.have.members([5432, 9200, 6379]);
      for (const from of APPLICATION) {
        for (const number of [5432, 9200, 6379]) {
          expect(reaches(from, "pods-data", "tcp", number), `${from} ${number}`).to.equal(true);
        }
      }
    });
  });

  describe("between the zones", () => {
    it("open the data zone's pods to application pods on the document's ports and metrics only", () => {
      const open = [5432, 6379, 9200, 15014, 15020, 24231];
      fc.assert(
        fc.property(fc.oneof(port, fc.constantFrom(...open)), (number) => {
          expect(reaches("pods-application", "pods-data", "tcp", number)).to.equal(open.includes(number));
        }),
      );
    });

    it("open databases on 5432 only, to the application zone only", () => {
      fc.assert(
        fc.property(fc.constantFrom(...GROUPS), fc.oneof(port, fc.constant(5432)), (from, number) => {
          const expected = number === 5432 && (from === "node" || from === "pods-application");
          // The cluster's interfaces and endpoints share subnets with nodes; the cluster alone of them may connect at all.
          if (from === "cluster") return;
          expect(reaches(from, "rds", "tcp", number)).to.equal(expected);
        }),
      );
    });

    it("keep the data zone from opening connections into the application zone but for names and services", () => {
      const open = [53, 4317, 8200, 15012];
      fc.assert(
        fc.property(fc.oneof(port, fc.constantFrom(...open)), (number) => {
          expect(reaches("pods-data", "pods-application", "tcp", number)).to.equal(open.includes(number));
          expect(reaches("pods-data", "node", "tcp", number)).to.equal(false);
        }),
      );
    });

    it("stay open by range alone, as an inspecting firewall on the path needs", () => {
      const pairs: readonly (readonly [GroupKey, GroupKey, Protocol, number])[] = [
        ...APPLICATION.flatMap((from) =>
          [5432, 9200, 6379].map((number) => [from, "pods-data", "tcp", number] as const),
        ),
        ...APPLICATION.map((from) => [from, "rds", "tcp", 5432] as const),
        ...DATA.flatMap((from) =>
          (["udp", "tcp"] as const).map((protocol) => [from, "pods-application", protocol, 53] as const),
        ),
        ["pods-data", "pods-application", "tcp", 15012],
        ["pods-data", "pods-application", "tcp", 8200],
        ["pods-data", "pods-application", "tcp", 4317],
        ["pods-application", "pods-data", "tcp", 15020],
        ["pods-application", "data-node", "tcp", 10250],
        ["pods-application", "data-node", "tcp", 9100],
        ["cluster", "data-node", "tcp", 10250],
        ...DATA.map((from) => [from, "cluster", "tcp", 443] as const),
        ...DATA.map((from) => [from, "endpoints", "tcp", 443] as const),
      ];
      for (const [from, to, protocol, number] of pairs) {
        expect(reaches(from, to, protocol, number, true), `${from} to ${to} ${protocol} ${number}`).to.equal(
          true,
        );
      }
    });

    it("judge senders by range or group alike: what the data zone may send across names both", () => {
      const across = rules.filter(
        ({ group, direction, peer }) =>
          direction === "egress" &&
          (DATA as readonly string[]).includes(group) &&
          "group" in peer &&
          (APPLICATION as readonly string[]).includes(peer.group),
      );
      for (const { group, protocol, ports } of across) {
        const byRange = rules.filter(
          (rule) =>
            rule.group === group &&
            rule.direction === "egress" &&
            rule.protocol === protocol &&
            rule.ports?.[0] === ports?.[0] &&
            "cidr" in rule.peer &&
            documented.subnets["pods-application"].includes(rule.peer.cidr),
        );
        expect(byRange, `${group} ${protocol} ${String(ports)}`).to.have.length(3);
      }
      expect(across).not.to.be.empty;
    });
  });

  describe("of the platform", () => {
    it("let nodes and pods of a zone reach one another on any port", () => {
      for (const [one, other] of [
        ["node", "node"],
        ["node", "pods-application"],
        ["pods-application", "pods-application"],
        ["data-node", "data-node"],
        ["data-node", "pods-data"],
        ["pods-data", "pods-data"],
      ] as const) {
        fc.assert(
          fc.property(port, fc.constantFrom("tcp" as const, "udp" as const), (number, protocol) => {
            expect(reaches(one, other, protocol, number)).to.equal(true);
          }),
          { numRuns: 20 },
        );
      }
    });

    it("let the API server reach webhooks, aggregated APIs and every kubelet", () => {
      for (const number of [443, 6443, 8080, 8443, 9443, 10250, 10251, 15017]) {
        expect(reaches("cluster", "pods-application", "tcp", number), String(number)).to.equal(true);
      }
      expect(reaches("cluster", "node", "tcp", 10250)).to.equal(true);
      expect(reaches("cluster", "data-node", "tcp", 10250)).to.equal(true);
    });

    it("let all nodes and pods resolve names at the cluster's DNS", () => {
      for (const from of [...APPLICATION, ...DATA]) {
        expect(reaches(from, "pods-application", "udp", 53), from).to.equal(true);
        expect(reaches(from, "pods-application", "tcp", 53), from).to.equal(true);
      }
    });

    it("let nodes, pods, bastion and runner reach AWS's endpoints on 443, and nothing on another port", () => {
      for (const from of [...APPLICATION, ...DATA, "bastion", "runner"] as const) {
        expect(reaches(from, "endpoints", "tcp", 443), from).to.equal(true);
      }
      fc.assert(
        fc.property(fc.constantFrom(...GROUPS), port, (from, number) => {
          if (number !== 443) expect(reaches(from, "endpoints", "tcp", number)).to.equal(false);
        }),
      );
    });

    it("admit nobody to the bastion and the runner", () => {
      for (const group of ["bastion", "runner"] as const) {
        const inbound = rules.filter((rule) => rule.group === group && rule.direction === "ingress");
        expect(inbound, group).to.deep.equal([]);
      }
    });

    it("send nothing from databases and endpoints", () => {
      for (const group of ["rds", "endpoints"] as const) {
        const outbound = rules.filter((rule) => rule.group === group && rule.direction === "egress");
        expect(outbound, group).to.deep.equal([]);
      }
    });

    it("let the data zone, bastion and runner out to the internet on 443 only, databases and endpoints not at all", () => {
      const outside = (group: GroupKey) =>
        rules
          .filter(
            ({ direction, peer }) => direction === "egress" && "cidr" in peer && peer.cidr === "0.0.0.0/0",
          )
          .filter((rule) => rule.group === group)
          .map(({ protocol, ports }) => `${protocol} ${ports?.join("-") ?? "all"}`);
      for (const group of ["data-node", "pods-data", "bastion", "runner"] as const) {
        expect(outside(group), group).to.deep.equal(["tcp 443-443"]);
      }
      for (const group of ["rds", "endpoints"] as const) expect(outside(group), group).to.deep.equal([]);
    });

    it("admit nothing from the internet", () => {
      for (const { direction, peer, name } of rules) {
        if (direction === "ingress" && "cidr" in peer) expect(peer.cidr, name).not.to.equal("0.0.0.0/0");
      }
    });
  });

  describe("as EC2 takes them", () => {
    const counts = () => {
      const found = new Map<string, number>();
      for (const { group, direction } of rules) {
        const key = `${direction} of ${group}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
      return [...found];
    };

    it("stay within the quota of each group and direction, with room for what load balancers add", () => {
      expect(RULES_PER_DIRECTION).to.equal(60);
      for (const [side, count] of counts()) expect(count, side).to.be.at.most(RULES_PER_DIRECTION - 10);
    });

    it("never say the same thing twice", () => {
      const said = rules.map(({ group, direction, protocol, ports, peer }) =>
        JSON.stringify([group, direction, protocol, ports, peer]),
      );
      expect(new Set(said).size).to.equal(said.length);
    });

    it("have unique names and descriptions in EC2's characters", () => {
      expect(new Set(rules.map(({ name, direction }) => `${direction} ${name}`)).size).to.equal(rules.length);
      for (const { description } of rules) {
        expect(description).to.match(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
      }
    });

    it("state ports exactly when the protocol has any", () => {
      for (const { protocol, ports, name } of rules) {
        expect(ports === undefined, name).to.equal(protocol === "all");
        if (ports !== undefined) expect(ports[0], name).to.be.at.most(ports[1]);
      }
    });

    it("make one rule of each subnet of a tier, for any number of zones", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 3 }), (zones) => {
          const few = placeRules(SECURITY_RULES, { ...documented, zones: documented.zones.slice(0, zones) });
          const tiers = SECURITY_RULES.filter(({ peer }) => "tier" in peer).length;
          expect(few).to.have.length(SECURITY_RULES.length - tiers + tiers * zones);
        }),
      );
    });
  });
});
