'use strict'
// Finds a Node new enough to run TypeScript unbuilt. Kept in plain CommonJS on purpose: it must load in the old
// Node of the machine, before anything else can.

const path = require('node:path')

const WANTED = [22, 18]

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])
}

/** The path of a suitable node binary: the one that came with `npm ci` if it is there, else the running one. */
function findNode() {
  if (process.platform === 'linux') {
    try {
      // Older npm does not link the binary into node_modules/.bin, so the package itself is asked, never PATH.
      const manifest = require.resolve(`node-linux-${process.arch}/package.json`)
      return path.join(path.dirname(manifest), 'bin', 'node')
    } catch {
      // The optional dependency is absent (other platform or --omit=optional): fall through to the running Node.
    }
  }
  if (isNewEnough(process.versions.node)) return process.execPath
  return null
}

function explainMissing() {
  return [
    `Kondor needs Node ${WANTED.join('.')} or newer; this is Node ${process.versions.node} on ${process.platform}/${process.arch}.`,
    'On Linux (x64, arm64) "npm ci" brings a suitable Node as an optional dependency; it is not there,',
    'perhaps because of --omit=optional or --no-optional. Either run "npm ci" again without that flag,',
    "or install Node 24 from your system's packages or version manager and run the command again.",
  ].join('\n')
}

module.exports = { findNode, explainMissing, isNewEnough }
