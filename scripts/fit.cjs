'use strict'
// "node scripts/fit.cjs vix", "surface" or "vx-curve": refits a model on real data under the right Node.

const path = require('node:path')
const { runUnderNode } = require('./spawn-node.cjs')

const names = { vix: 'fit-vix-model.ts', surface: 'fit-surface-model.ts', 'vx-curve': 'fit-vx-curve.ts' }
const script = names[process.argv[2]]
if (script === undefined) {
  console.error('usage: node scripts/fit.cjs vix|surface|vx-curve')
  process.exit(2)
}
runUnderNode([path.join(__dirname, script), ...process.argv.slice(3)]).then((code) => process.exit(code))
