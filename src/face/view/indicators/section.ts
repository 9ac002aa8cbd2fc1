/** Shapes of the indicator page: sections of lines and tables, with what is missing said once a section. */
import type { Table, Tone } from '../words.ts'

export interface IndicatorLine {
  readonly label: string
  readonly value: string
  /** The date the value speaks of; null where it is unknown or has none. */
  readonly asOf: string | null
  /** The convention, or why the value is unknown. */
  readonly note: string
  readonly tone: Tone
}

export interface IndicatorSection {
  readonly id: string
  readonly title: string
  readonly lines: readonly IndicatorLine[]
  readonly tables: readonly Table[]
  readonly notes: readonly string[]
  /** What to import for the unknown ones, each once. */
  readonly imports: readonly string[]
}

/** A section with only what it has. */
export const section = (
  id: string,
  title: string,
  parts: Partial<Omit<IndicatorSection, 'id' | 'title'>>,
): IndicatorSection => ({ id, title, lines: [], tables: [], notes: [], imports: [], ...parts })

/** A section that is not there as a whole: one unknown line with its reason. */
export const unknownSection = (
  id: string,
  title: string,
  { reason, needs }: { readonly reason: string; readonly needs: string | null },
): IndicatorSection =>
  section(id, title, {
    lines: [{ label: title, value: 'unknown', asOf: null, note: reason, tone: 'quiet' }],
    imports: importsOf([needs]),
  })

/** What to import, each sentence once. */
export const importsOf = (needs: readonly (string | null)[]): readonly string[] => [
  ...new Set(needs.filter((each) => each !== null)),
]
