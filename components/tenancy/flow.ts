import type { RangeName } from "./addresses";

/** Labels that select pods. */
export type Labels = Readonly<Record<string, string>>;

/** Some pods of one namespace: all of them, or one workload of it. */
export interface Pods {
  readonly kind: "pods";
  readonly namespace: string;
  /** Absent: every pod of the namespace. */
  readonly workload?: {
    /** Short name, unique in its namespace; becomes part of policy names. */
    readonly name: string;
    readonly labels: Labels;
    /** Present when its pods run in another zone than their namespace's. */
    readonly zone?: "application" | "data";
  };
}

/** One end of a flow. */
export type Endpoint =
  | Pods
  /** Every pod of every namespace. */
  | { readonly kind: "cluster" }
  /** Every pod of every namespace whose pods get a sidecar. */
  | { readonly kind: "mesh" }
  /** Addresses that the environment decides, by name. */
  | { readonly kind: "range"; readonly range: RangeName }
  /** Addresses that never differ. */
  | { readonly kind: "cidr"; readonly cidr: string };

/** A port of the pods at the receiving end, always by number: AWS matches named ports only by the Service's name. */
export interface Port {
  readonly protocol: "TCP" | "UDP";
  /** The container's port. */
  readonly port: number;
  /**
   * The Service's port, where it is another one. AWS judges egress by the address and port before a Service is
   * translated, so only senders with a sidecar, which address pods directly, can use such a Service.
   */
  readonly servicePort?: number;
}

/** Who may talk to whom, on which ports and why. The one source of network policies and, later, of mesh authorisation. */
export interface Flow {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ports: readonly Port[];
  /** Why it exists; written onto the policies that allow it. */
  readonly purpose: string;
  /**
   * A flow that the platform itself needs, by the name of its policies (`allow-<shared>`). Absent: the flow belongs to
   * the intents of its namespaces and must be admitted by them.
   */
  readonly shared?: string;
}

export const tcp = (port: number, servicePort?: number): Port => ({
  protocol: "TCP",
  port,
  ...(servicePort === undefined ? {} : { servicePort }),
});
export const udp = (port: number): Port => ({ protocol: "UDP", port });

export const CLUSTER: Endpoint = { kind: "cluster" };
export const MESH: Endpoint = { kind: "mesh" };
export const range = (name: RangeName): Endpoint => ({ kind: "range", range: name });
/** Every pod of a namespace. */
export const all = (namespace: string): Pods => ({ kind: "pods", namespace });
/** One workload of a namespace. */
export const pods = (
  namespace: string,
  name: string,
  labels: Labels,
  zone?: "application" | "data",
): Pods => ({
  kind: "pods",
  namespace,
  workload: { name, labels, ...(zone === undefined ? {} : { zone }) },
});

/** A flow of an intent. */
export const flow = (from: Endpoint, to: Endpoint, ports: readonly Port[], purpose: string): Flow => ({
  from,
  to,
  ports,
  purpose,
});
/** A flow of the platform itself. */
export const shared = (
  name: string,
  from: Endpoint,
  to: Endpoint,
  ports: readonly Port[],
  purpose: string,
): Flow => ({ from, to, ports, purpose, shared: name });
