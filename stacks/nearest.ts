import { closest, distance } from "fastest-levenshtein";

/** The candidate that `word` may be a slip of the keyboard for, if there is one; capitals do not count. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const lower = word.toLowerCase();
  const nearest = closest(
    lower,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  if (distance(lower, nearest) > Math.max(2, word.length / 3)) return undefined;
  return candidates.find((candidate) => candidate.toLowerCase() === nearest);
}
