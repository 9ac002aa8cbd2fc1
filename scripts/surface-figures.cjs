'use strict'
// "node scripts/surface-figures.cjs CHAIN_FILE": what is read out of a chain, expiry by expiry, under the right Node.

const path = require('node:path')
const { runUnderNode } = require('./spawn-node.cjs')

runUnderNode([path.join(__dirname, 'surface-figures.ts'), ...process.argv.slice(2)]).then((code) =>
  process.exit(code),
)
