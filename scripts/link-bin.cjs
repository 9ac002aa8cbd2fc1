'use strict'
// Links bin/kondor.cjs into node_modules/.bin, so that "npx kondor" works from the project's root after "npm ci":
// npm links the binaries of dependencies, not of the project itself. Runs as "prepare", so only in a checkout.

const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..')
const folder = path.join(root, 'node_modules', '.bin')
const target = path.join(root, 'bin', 'kondor.cjs')

fs.mkdirSync(folder, { recursive: true })
if (process.platform === 'win32') {
  fs.writeFileSync(path.join(folder, 'kondor.cmd'), `@node "${target}" %*\r\n`)
} else {
  const link = path.join(folder, 'kondor')
  fs.rmSync(link, { force: true })
  fs.symlinkSync(path.relative(folder, target), link)
  fs.chmodSync(target, 0o755)
}
