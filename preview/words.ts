/** Shortens a text to a width, with an ellipsis where something was left out. */
export function cut(text: string, width: number, where: "start" | "end"): string {
  if (text.length <= width) return text;
  return where === "start" ? `…${text.slice(text.length - width + 1)}` : `${text.slice(0, width - 1)}…`;
}

/** A text broken into lines of at most a width, between words; a longer word stays whole, and so does an indent. */
export function wrapped(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    let current = /^ */.exec(line)?.[0] ?? "";
    for (const word of line.slice(current.length).split(" ")) {
      if (current.trim() !== "" && current.length + 1 + word.length > width) {
        lines.push(current);
        current = word;
      } else current = current.trim() === "" ? current + word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}

/** Nanoseconds as people say them: `4.2s`, `1m12s`. */
export function shortDuration(nanoseconds: number): string {
  const seconds = nanoseconds / 1e9;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  return `${Math.floor(seconds / 60)}m${Math.round(seconds % 60)}s`;
}
