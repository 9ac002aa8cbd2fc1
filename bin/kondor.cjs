#!/usr/bin/env node
'use strict'
// The command. In a checkout it runs the TypeScript as it stands; in the published package, the built JavaScript
// (Node refuses to strip types inside node_modules).

const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(fs.realpathSync(__filename), '..', '..')
const source = path.join(root, 'src', 'face', 'cli', 'main.ts')
const built = path.join(root, 'dist', 'src', 'face', 'cli', 'main.js')
const entry = fs.existsSync(source) ? source : built

const { findNode, explainMissing } = require('../scripts/node-runtime.cjs')
const node = findNode()
if (node === null) {
  process.stderr.write(explainMissing() + '\n')
  process.exit(69)
} else if (node === process.execPath) {
  import(require('node:url').pathToFileURL(entry).href)
} else {
  const { runUnderNode } = require('../scripts/spawn-node.cjs')
  runUnderNode([entry, ...process.argv.slice(2)]).then((code) => process.exit(code))
}
