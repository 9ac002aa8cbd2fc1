/** The grid of a sweep: short names of its keys, what stands at each place, and the plane of two keys. */
import type { SweepRow } from '../../engine/evidence/sweep-evidence.ts'
import type { RuleSetting } from '../../policy/rules/rules-variant.ts'
import { grouped } from './numbers.ts'

interface Placed {
  readonly rulesHash: string
  readonly settings: readonly RuleSetting[]
}

/** `structures[0].contract.shorts.put` as `put`, or as much of its end as tells the keys apart. */
export function shortKeys(keys: readonly string[]): ReadonlyMap<string, string> {
  const ends = (key: string, parts: number): string => key.split('.').slice(-parts).join('.')
  for (let parts = 1; parts < 12; parts += 1) {
    const short = keys.map((key) => ends(key, parts))
    if (new Set(short).size === keys.length) return new Map(keys.map((key, i) => [key, short[i]]))
  }
  return new Map(keys.map((key) => [key, key]))
}

export const settingWords = (value: RuleSetting['value']): string => String(value).replace(/^-/, '\u2212')

/** Values over the plane of two keys, or along one. */
export interface SweepHeat {
  readonly caption: string
  /** Null along one key. */
  readonly rowKey: string | null
  readonly columnKey: string
  readonly columns: readonly string[]
  /** A value may be unknown (null) or its place empty (undefined). */
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | null | undefined)[] }[]
  /** The greatest magnitude: what has the full colour. */
  readonly scale: number
  readonly format: (value: number) => string
}

/** More columns than this are a list, not a picture. */
const VALUES_MAX = 24

/** The Sharpe ratio by the settings; null where more than two keys vary, or too many values do. */
export function sweepHeat(variants: readonly Placed[], rows: readonly SweepRow[]): SweepHeat | null {
  const keys = [...new Set(variants.flatMap(({ settings }) => settings.map(({ key }) => key)))]
  const valuesOf = (key: string): readonly RuleSetting['value'][] =>
    [...new Set(variants.map(({ settings }) => settings.find((one) => one.key === key)?.value ?? null))].sort(
      byValue,
    )
  const varying = keys.filter((key) => valuesOf(key).length > 1)
  if (varying.length === 0 || varying.length > 2) return null
  if (varying.some((key) => valuesOf(key).length > VALUES_MAX)) return null
  const [first, second] = varying
  const [rowKey, columnKey] = second === undefined ? [null, first] : [first, second]
  const sharpes = new Map(rows.map(({ rulesHash, sharpe }) => [rulesHash, sharpe]))
  const at = (place: ReadonlyMap<string, RuleSetting['value']>): number | null | undefined => {
    const found = variants.find(({ settings }) =>
      [...place].every(([key, value]) => settings.some((one) => one.key === key && one.value === value)),
    )
    return found === undefined ? undefined : (sharpes.get(found.rulesHash) ?? null)
  }
  const columns = valuesOf(columnKey)
  const values = (row: RuleSetting['value']) =>
    columns.map((column) =>
      at(
        new Map(
          rowKey === null
            ? [[columnKey, column]]
            : [
                [rowKey, row],
                [columnKey, column],
              ],
        ),
      ),
    )
  const short = shortKeys(keys)
  return {
    caption: 'Sharpe ratio over T-bills, a year',
    rowKey: rowKey === null ? null : (short.get(rowKey) ?? rowKey),
    columnKey: short.get(columnKey) ?? columnKey,
    columns: columns.map(settingWords),
    rows:
      rowKey === null
        ? [{ name: 'Sharpe', values: values(null) }]
        : valuesOf(rowKey).map((row) => ({ name: settingWords(row), values: values(row) })),
    scale: Math.max(0, ...rows.map(({ sharpe }) => Math.abs(sharpe ?? 0))),
    format: (value) => grouped(value, 2),
  }
}

/** Numbers ascending, then words; null first: it is the absence of a limit or of a part. */
function byValue(a: RuleSetting['value'], b: RuleSetting['value']): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const rank = (value: RuleSetting['value']): number =>
    value === null ? 0 : typeof value === 'number' ? 1 : 2
  return rank(a) - rank(b) || (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)
}
