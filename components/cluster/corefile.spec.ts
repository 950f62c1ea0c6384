import { expect } from "chai";
import fc from "fast-check";
import type { ClusterDns } from "./args";
import { corefile } from "./corefile";

/** A server block or plugin with its lines, nested as the braces are. */
interface Block {
  readonly head: string;
  readonly body: readonly (Block | string)[];
}

/** Reads a Corefile; throws on braces that do not match. */
function read(text: string): Block[] {
  const root: (Block | string)[] = [];
  const open = [root];
  for (const line of text.split("\n").map((each) => each.trim())) {
    const current = open[open.length - 1];
    if (current === undefined) throw new Error("a brace too many");
    if (line.endsWith("{")) {
      const body: (Block | string)[] = [];
      current.push({ head: line.slice(0, -1).trim(), body });
      open.push(body);
    } else if (line === "}") open.pop();
    else if (line !== "") current.push(line);
  }
  if (open.length !== 1) throw new Error("a brace too few");
  return root as Block[];
}

const plugin = (entry: Block | string) => (typeof entry === "string" ? entry : entry.head).split(" ")[0]!;

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const dns: fc.Arbitrary<ClusterDns> = fc.record({
  aliases: fc.dictionary(
    label.map((each) => `${each}.intelliguard.local`),
    label.map((each) => `${each}.vault.svc.cluster.local`),
    { noNullPrototype: true },
  ),
  forwarders: fc.dictionary(
    label.map((each) => `${each}.corp.local`),
    fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 }),
    { noNullPrototype: true },
  ),
});

describe("corefile", () => {
  it("is EKS's own with the aliases and forwarders", () => {
    const text = corefile({
      aliases: { "vault.intelliguard.local": "vault-active.vault.svc.cluster.local" },
      forwarders: { "corp.local": ["10.50.0.2", "10.50.1.2"] },
    });
    expect(text).to.equal(`.:53 {
    errors
    health {
        lameduck 5s
    }
    ready
    rewrite stop name exact vault.intelliguard.local vault-active.vault.svc.cluster.local
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
        max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
corp.local:53 {
    errors
    cache 30
    forward . 10.50.0.2 10.50.1.2
}
`);
  });

  it("keeps what EKS probes and scrapes, whatever the names", () => {
    fc.assert(
      fc.property(dns, (names) => {
        const [main, ...stubs] = read(corefile(names));
        const kept = [
          "errors",
          "health",
          "ready",
          "kubernetes",
          "prometheus",
          "forward",
          "cache",
          "loop",
          "reload",
        ];
        expect(main!.head).to.equal(".:53");
        expect(main!.body.map(plugin)).to.include.members([...kept, "loadbalance"]);
        expect(stubs).to.have.length(Object.keys(names.forwarders).length);
        for (const [name, service] of Object.entries(names.aliases)) {
          expect(main!.body).to.include(`rewrite stop name exact ${name} ${service}`);
        }
        for (const [domain, servers] of Object.entries(names.forwarders)) {
          const stub = stubs.find(({ head }) => head === `${domain}:53`);
          expect(stub?.body).to.include(`forward . ${servers.join(" ")}`);
        }
      }),
    );
  });

  it("does not change with the order of the settings", () => {
    fc.assert(
      fc.property(dns, ({ aliases, forwarders }) => {
        const turned = <T>(record: Readonly<Record<string, T>>) =>
          Object.fromEntries(Object.entries(record).reverse());
        expect(corefile({ aliases: turned(aliases), forwarders: turned(forwarders) })).to.equal(
          corefile({ aliases, forwarders }),
        );
      }),
    );
  });
});
