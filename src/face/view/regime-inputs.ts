/** The inputs of the named regimes by the names a reader knows, each value in its unit. */
import type { RegimeInput } from '../../policy/regime/regime.ts'
import { grouped, percent, signed } from './numbers.ts'

type Kind = 'level' | 'ratio' | 'change' | 'sessions' | 'sign'

const INPUTS: Readonly<Record<RegimeInput, readonly [string, Kind]>> = {
  'index-rsi14': ['RSI(14) of the index', 'level'],
  'index-drawdown60': ['Index against its high of 60', 'change'],
  'index-hv20': ['Realised volatility, 20 sessions', 'level'],
  'breadth-divergence20': ['Breadth divergence, 20 sessions', 'sign'],
  vix: ['VIX', 'level'],
  'vix-to-sma20': ['VIX over its mean of 20', 'ratio'],
  'vix-to-max20': ['VIX over its high of 20', 'ratio'],
  'vix-max20': ['High of VIX, 20 sessions', 'level'],
  'vix-less-hv20': ['VIX less realised', 'level'],
  'vix9d-to-vix': ['VIX9D over VIX', 'ratio'],
  'vix-to-vix3m': ['VIX over VIX3M', 'ratio'],
  'vx-contango': ['VX contango, second over first', 'change'],
  'sessions-since-event': ['Sessions since an event', 'sessions'],
  'sessions-to-event': ['Sessions to an event', 'sessions'],
  'vix-since-event': ['VIX since the event', 'change'],
}

export const inputLabel = (input: RegimeInput): string => INPUTS[input][0]

export function inputValue(input: RegimeInput, value: number): string {
  switch (INPUTS[input][1]) {
    case 'level':
    case 'ratio':
      return grouped(value, 2)
    case 'change':
      return value > 0 ? `+${percent(value)}` : percent(value)
    case 'sessions':
      return grouped(value, 0)
    case 'sign':
      return value === 0 ? 'none' : `${value < 0 ? 'bearish' : 'bullish'} (${signed(value, 0)})`
  }
}
