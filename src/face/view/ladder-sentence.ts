import type { HedgeLadder, LayerAction } from '../../policy/hedge/hedge-ladder.ts'
import { listed } from './listed.ts'
import { grouped } from './numbers.ts'

/** What a layer does, said of the ladder: `opens`. */
const VERBS: Readonly<Record<LayerAction, string | null>> = {
  open: 'opens',
  roll: 'rolls',
  monetise: 'takes profit at',
  reduce: 'reduces',
  hold: null,
  'stand aside': null,
  unknown: null,
}

/** `Hedge ladder: opens 110 days, rolls 30 days.` Empty where nothing is traded. */
export function ladderSentence(ladder: HedgeLadder | null): string {
  if (ladder === null) return ''
  const does = Object.entries(VERBS).flatMap(([action, verb]) => {
    const layers = ladder.layers.filter((layer) => layer.action === action)
    if (verb === null || layers.length === 0) return []
    return [`${verb} ${listed(layers.map(({ tenor_days }) => grouped(tenor_days, 0)))} days`]
  })
  const engine = (ladder.secondEngine?.orders.length ?? 0) > 0 ? ['buys its second engine'] : []
  const all = [...does, ...engine]
  return all.length === 0 ? '' : `Hedge ladder: ${listed(all)}.`
}
