/** Every layout of pool data that Kondor reads. */
import { demeterMinute } from './demeter-minute.ts'
import { plainPool } from './plain-pool.ts'
import type { PoolDecoder } from './pool-decoder.ts'
import { theGraphDays } from './the-graph-days.ts'

export const POOL_DECODERS: readonly PoolDecoder[] = [demeterMinute, theGraphDays, plainPool]
