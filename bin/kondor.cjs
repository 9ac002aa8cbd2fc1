#!/usr/bin/env node
'use strict'
// The command. In a checkout it runs the TypeScript as it stands; in the published package, the built JavaScript
// (Node refuses to strip types inside node_modules).

const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(fs.realpathSync(__filename), '..', '..')
const source = path.join(root, 'src', 'face', 'cli', 'main.ts')
const built = path.join(root, 'dist', 'src', 'face', 'cli', 'main.js')
const inCheckout = fs.existsSync(source)
const entry = inCheckout ? source : built
// What Node makes of the sources is kept beside the dependencies: a third of the time of a short command goes into making it.
if (inCheckout) process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'kondor-compile')

const { findNode, explainMissing } = require('../scripts/node-runtime.cjs')
const node = findNode()
if (node === null) {
  process.stderr.write(explainMissing() + '\n')
  process.exit(69)
} else if (node === process.execPath) {
  if (inCheckout) require('node:module').enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  import(require('node:url').pathToFileURL(entry).href)
} else {
  const { runUnderNode } = require('../scripts/spawn-node.cjs')
  runUnderNode([entry, ...process.argv.slice(2)]).then((code) => process.exit(code))
}
