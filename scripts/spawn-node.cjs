'use strict'
// Runs a script under the Node that scripts/node-runtime.cjs found, passing signals on and the exit code back.

const { spawn } = require('node:child_process')
const os = require('node:os')
const path = require('node:path')
const { findNode, explainMissing } = require('./node-runtime.cjs')

// Exit code 69 is EX_UNAVAILABLE of sysexits(3): a needed program is missing.
const EX_UNAVAILABLE = 69

function runUnderNode(args, options = {}) {
  const node = findNode()
  if (node === null) {
    process.stderr.write(explainMissing() + '\n')
    process.exit(EX_UNAVAILABLE)
  }
  // The found Node goes first in PATH, so that tools which start "node" themselves get the same one.
  const PATH = path.dirname(node) + path.delimiter + (process.env.PATH ?? '')
  const child = spawn(node, args, {
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env, PATH },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm passes a signal on to its shell only, and the shell dies without telling anyone: then the parent changes.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`Cannot start ${node}: ${error.message}\n`)
      resolve(EX_UNAVAILABLE)
    })
    // As shells say it: 130 for SIGINT, 143 for SIGTERM.
    child.on('exit', (code, signal) => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0)))
  })
}

module.exports = { runUnderNode }
