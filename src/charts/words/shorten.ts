/**
 * One line of at most `limit` characters: longer text ends in "…", and line breaks become spaces.
 *
 * @example shorten("This is a fantastic movie!", 10) // "This is a…"
 */
export function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  // Counted in code points, so that no emoji is cut in half.
  const characters = Array.from(line);
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}
