import { closest, distance } from "fastest-levenshtein";

/** The candidate that `word` may be a slip of the keyboard or a shorter form of, if there is one; capitals do not count. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const lower = word.toLowerCase();
  const nearest = closest(
    lower,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const slip = distance(lower, nearest) <= Math.max(2, word.length / 3);
  return candidates.find((candidate) =>
    slip ? candidate.toLowerCase() === nearest : candidate.toLowerCase().startsWith(lower),
  );
}
