import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";

import type { Ranges } from "../../components/tenancy";
import { ranges } from "../../components/tenancy/addresses";
import {
  Connectivity,
  type NetworkPolicyObject,
  type Party as OwnParty,
} from "../../components/tenancy/connectivity";
import { plan as tenancyPlan } from "../../components/tenancy/plan";
import { policySpec, type Policy } from "../../components/tenancy/policies";
import { build } from "./build";
import { addressesOf, contactsOf, FlowTable, partiesOf, type Contact, type Party } from "./flow-table";
import { plan, type Preview } from "./objects";
import { preview, STACKS } from "./previews";

/** S3's addresses; what the program asks AWS for. */
const OBJECT_STORAGE = ["192.0.2.0/24"];

type Labels = Readonly<Record<string, string>>;

for (const stack of STACKS) {
  describe(`the network policies of ${stack}`, () => {
    it("let pass what the table of flows names, and nothing else, for every pair and port", async function () {
      const previewed = await preview(stack);
      const addresses = addressesOf(previewed);
      const known = ranges(addresses, OBJECT_STORAGE);
      const { namespaces, flows, policies } = tenancyPlan({
        addresses,
        kubernetesVersion: "1.35",
        objectStorage: OBJECT_STORAGE,
        pools: [],
        protect: false,
      });
      const objects = placed(previewed, policies, known);
      const labels = namespaceLabels(previewed);
      expect([...labels.keys()]).to.include.members(namespaces.map(({ name }) => name));

      const parties = partiesOf(namespaces, flows, known, addresses.pods);
      const contacts = contactsOf(flows);
      const table = new FlowTable(namespaces, flows, known);
      const verdicts = await cyclonus(objects, parties, contacts, labels);
      const own = new Connectivity(labels, objects);
      // One object for each, since the evaluator remembers by object.
      const theirs = parties.map(ownParty);
      const wrong: string[] = [];
      let allowed = 0;
      let denied = 0;
      parties.forEach((from, sender) =>
        parties.forEach((to, receiver) => {
          if (from.namespace === undefined && to.namespace === undefined) return;
          const expected = table.between(from, to, contacts);
          const digits = verdicts[sender]?.[receiver] ?? "";
          const [one, other] = [theirs[sender], theirs[receiver]] as [OwnParty, OwnParty];
          contacts.forEach((contact, index) => {
            const verdict = Number(digits[index]);
            const { out, in: into } = expected[index] ?? { out: false, in: false };
            const wanted = (out ? 1 : 0) + (into ? 2 : 0);
            const evaluated =
              (own.leaves(one, other, contact) ? 1 : 0) + (own.enters(one, other, contact) ? 2 : 0);
            if (verdict === 3) allowed += 1;
            else denied += 1;
            if (verdict === wanted && verdict === evaluated) return;
            const what = `${from.name} -> ${to.name} ${contact.protocol} ${contact.port}`;
            wrong.push(`${what}: flows ${wanted}, cyclonus ${verdict}, own evaluator ${evaluated}`);
          });
        }),
      );
      console.log(`      ${parties.length} parties: ${allowed} contacts allowed, ${denied} denied`);
      expect(wrong.slice(0, 20)).to.deep.equal([]);
      expect(allowed).to.be.above(0);
    });
  });
}

/** The previewed policies; where S3's addresses are not known yet, with those above. */
function placed(
  previewed: Preview,
  policies: readonly Policy[],
  known: Ranges,
): readonly NetworkPolicyObject[] {
  return plan(previewed)
    .objects.filter(({ object }) => object.kind === "NetworkPolicy")
    .map(({ object, gaps }) => {
      const { name, namespace } = object.metadata;
      if (gaps.length === 0) return object as unknown as NetworkPolicyObject;
      const policy = policies.find((each) => each.name === name && each.namespace === namespace);
      if (policy === undefined)
        throw new Error(`No policy of the tenancy is called ${namespace ?? ""}/${name}.`);
      const { egress } = policySpec(policy, known);
      return { ...object, spec: { ...(object.spec as object), egress } } as unknown as NetworkPolicyObject;
    });
}

/** The labels of the previewed namespaces, with the one that the API server adds. */
function namespaceLabels(previewed: Preview): ReadonlyMap<string, Labels> {
  const namespaces = plan(previewed).objects.filter(({ object }) => object.kind === "Namespace");
  return new Map(
    namespaces.map(({ object: { metadata } }) => [
      metadata.name,
      { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name },
    ]),
  );
}

/** The same party as the tenancy's own evaluator knows it. */
function ownParty({ address, namespace, labels = {} }: Party): OwnParty {
  return namespace === undefined ? { address } : { address, pod: { namespace, labels } };
}

/** Asks cyclonus: by sender and receiver, one digit per contact. */
async function cyclonus(
  policies: readonly NetworkPolicyObject[],
  parties: readonly Party[],
  contacts: readonly Contact[],
  labels: ReadonlyMap<string, Labels>,
): Promise<readonly (readonly string[])[]> {
  const program = (await build(["reachability"])).get("reachability") ?? "";
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const answers: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => answers.push(chunk));
  const asked = parties.map((party) => ({
    address: party.address,
    labels: party.labels,
    namespace: party.namespace,
    ...(party.namespace === undefined ? {} : { namespaceLabels: labels.get(party.namespace) }),
  }));
  child.stdin.end(JSON.stringify({ policies, parties: asked, contacts }));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The analyser ended with ${String(code)}.`);
  return JSON.parse(Buffer.concat(answers).toString("utf8")) as readonly (readonly string[])[];
}
