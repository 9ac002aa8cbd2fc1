import { type KnownPool, KNOWN_POOLS } from './known-pools-table.ts'
import type { PoolTerms } from './pool-history.ts'

/** What a person states; each absent field comes from the pool recognised, else from the default. */
export interface StatedTerms {
  readonly decimals0: number | null
  readonly decimals1: number | null
  readonly riskyToken: 0 | 1 | null
  readonly fee: number | null
}

/** A file of a pool nobody named: a dollar token of 6 decimals against a risky one of 18. No fee is guessed. */
const DEFAULTS = { decimals0: 6, decimals1: 18, riskyToken: 1 } as const

/** The terms to read a file by: stated, else of the pool whose address is in the file's name, else the defaults. */
export function poolTerms(fileName: string, stated: StatedTerms): PoolTerms {
  const known = knownPool(fileName)
  const base = known ?? DEFAULTS
  const fields = [stated.decimals0, stated.decimals1, stated.riskyToken, stated.fee]
  const source =
    known === null
      ? 'defaults for a file without a known pool address: 6 and 18 decimals, token 1 risky'
      : `${known.name}, recognised by the address in the file name`
  return {
    decimals0: stated.decimals0 ?? base.decimals0,
    decimals1: stated.decimals1 ?? base.decimals1,
    riskyToken: stated.riskyToken ?? base.riskyToken,
    fee: stated.fee ?? known?.fee ?? null,
    note: fields.every((field) => field === null)
      ? source
      : fields.every((field) => field !== null)
        ? 'as stated on the command line'
        : `as stated on the command line; the rest: ${source}`,
  }
}

function knownPool(fileName: string): KnownPool | null {
  const address = /0x[0-9a-f]{40}/i.exec(fileName)?.[0].toLowerCase() ?? ''
  return Object.hasOwn(KNOWN_POOLS, address) ? KNOWN_POOLS[address] : null
}
