/**
 * Is a planted edge recovered, and only it? `npm run planted -- SEEDS CYCLES`, default 100 seeds of 400 weekly condors. Ends with 1
 * where fewer than nine seeds in ten hold the edge. docs/concepts/simulator.md quotes it.
 */
import { recoveredEdge } from '../test/support/planted-cycles.ts'

const [seeds = 100, cycles = 400] = process.argv.slice(2).map(Number)
const SHARE = 0.8

console.log(
  '| what is claimed | what is planted | seeds that hold the claim | seeds that see an edge | mean gain, bp | claimed, bp |',
)
console.log('| --- | --- | ---: | ---: | ---: | ---: |')
for (const [claimed, planted, realisedShare, factor] of [
  ['the edge', 'the edge', SHARE, 1],
  ['the edge', 'none', 1, 1],
  ['the edge', 'twice the edge', 2 * SHARE - 1, 1],
  ['twice the edge', 'the edge', SHARE, 2],
] as const) {
  const found = recoveredEdge({ seeds, cycles, claimedShare: SHARE, realisedShare, factor })
  const { held, seen, gain_bp, claimed_bp } = found
  const cells = [
    claimed,
    planted,
    `${held} of ${seeds}`,
    `${seen} of ${seeds}`,
    gain_bp.toFixed(3),
    claimed_bp.toFixed(3),
  ]
  console.log(`| ${cells.join(' | ')} |`)
  if (claimed === 'the edge' && planted === 'the edge' && held < 0.9 * seeds) process.exitCode = 1
}
