'use strict'
// Every npm script starts here: "node scripts/run.cjs TASK" runs scripts/tasks.ts under the right Node.

const path = require('node:path')
const { runUnderNode } = require('./spawn-node.cjs')

runUnderNode([path.join(__dirname, 'tasks.ts'), ...process.argv.slice(2)]).then((code) => process.exit(code))
