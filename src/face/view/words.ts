/** Shapes that every face lays out in its own way: labelled rows and tables whose cells are already text. */

/** How a row should feel; a face may colour it, and never relies on colour alone. */
export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'quiet'

export interface Row {
  readonly label: string
  readonly value: string
  /** Provenance, unit or caveat; shown beside or below the value. */
  readonly note: string | null
  readonly tone: Tone
}

export interface RowGroup {
  readonly title: string
  readonly rows: readonly Row[]
}

export interface Column {
  readonly title: string
  /** Numbers are set flush right. */
  readonly numeric: boolean
}

export interface Table {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** What a column's short title stands for; shown below. */
  readonly note: string | null
}

export const row = (label: string, value: string, note: string | null = null, tone: Tone = 'plain'): Row => ({
  label,
  value,
  note,
  tone,
})
