import { isSecret, UNKNOWN, withoutSecrets, MASK, type Wire } from "./values";

/** Shorter texts are not looked for: they would blot out words of messages that have nothing to do with them. */
const SHORTEST = 4;

/** The clear texts of every secret that passed, so that no message gives one away. */
export class Secrets {
  readonly #texts: Set<string>;

  constructor(texts: Iterable<string> = []) {
    this.#texts = new Set(texts);
  }

  /** What is remembered. */
  get texts(): readonly string[] {
    return [...this.#texts];
  }

  /** Remembers every secret inside a value. */
  note(value: Wire): void {
    if (typeof value !== "object" || value === null) return;
    if (isSecret(value)) {
      this.#noteLeaves(withoutSecrets(value));
      return;
    }
    for (const field of Array.isArray(value) ? value : Object.values(value)) this.note(field);
  }

  /** The text with every remembered secret masked. */
  hide(text: string): string {
    let result = text;
    const longestFirst = [...this.#texts].sort((a, b) => b.length - a.length);
    for (const hidden of longestFirst) result = result.replaceAll(hidden, MASK);
    return result;
  }

  #noteLeaves(value: Wire): void {
    if (typeof value === "object" && value !== null) {
      for (const field of Array.isArray(value) ? value : Object.values(value)) this.#noteLeaves(field);
    } else if (value !== UNKNOWN && String(value).length >= SHORTEST) this.#texts.add(String(value));
  }
}
