/** Bounds on what is read; see SECURITY.md. Files that keep to them may be of any length: they are streamed. */
export const LIMITS = {
  /** Longest row. A longer one is an unclosed quote or not a table. */
  rowBytes: 64 * 1024,
  fieldCharacters: 4 * 1024,
  columns: 200,
  /** JSON is read whole. */
  jsonBytes: 256 * 1024 * 1024,
  /** An archive may expand this much without question... */
  expandFreelyBytes: 16 * 1024 * 1024,
  /** ...and beyond that by this factor at most. Tables of quotes shrink four- to twentyfold; a bomb is near 1,000. */
  expansionFactor: 100,
  /** Members read of one zip. */
  members: 20_000,
  /** Text looked at to recognise a format. */
  headCharacters: 64 * 1024,
} as const
