const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^(\d+(?:\.\d+)?|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/**
 * The value of a Kubernetes quantity such as `500m`, `128Gi` or `2`, in its base unit (cores, bytes); undefined when the
 * text is not one. Signs and exponents, which no quota of ours uses, are not accepted.
 */
export function quantity(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (match?.[1] === undefined) return undefined;
  return Number(match[1]) * (SUFFIXES[match[2] ?? ""] ?? 1);
}
