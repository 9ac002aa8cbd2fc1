/**
 * The published form: JavaScript and types, one subpath export per room, importable from a dependent package, and a
 * command that runs from inside node_modules (where Node would refuse TypeScript).
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')
/** Each room and something a dependent comes for; the engine is still empty. */
const ROOMS = [
  ['base', 'normalCdf'],
  ['market', 'impliedVolatility'],
  ['book', 'resolveCondor'],
  ['policy', 'decide'],
  ['engine', null],
  ['shell', 'readMarketFile'],
  ['face', 'calculate'],
] as const

describe('the published package', () => {
  let folder: string
  let installed: string

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-published-'))
    installed = path.join(folder, 'node_modules', 'kondor')
    fs.mkdirSync(installed, { recursive: true })
    const tsc = path.join(
      path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
      'bin',
      'tsc',
    )
    const outDir = path.join(installed, 'dist')
    const built = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', outDir], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(built.stdout + built.stderr).toBe('')
    // What is shipped is what the manifest names, no more: a file it forgets is missed here as it would be by a user.
    const { files } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      readonly files: readonly string[]
    }
    for (const name of ['package.json', ...files.filter((each) => each !== 'dist')]) {
      fs.cpSync(path.join(root, name), path.join(installed, name), { recursive: true })
    }
    // Its dependencies are those of this checkout; only Kondor itself is under test.
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(installed, 'node_modules'))
  })
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  it.each(ROOMS)('gives kondor/%s to a dependent, with types: %s', (room, name) => {
    expect(fs.existsSync(path.join(installed, 'dist', 'src', room, 'index.d.ts'))).toBe(true)
    const script = `import * as room from 'kondor/${room}'; console.log(typeof room[${JSON.stringify(name ?? 'none')}])`
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    expect(run.stdout.trim()).toBe(name === null ? 'undefined' : 'function')
  })

  it('ships no TypeScript but declarations, and no test', () => {
    const files = fs.readdirSync(path.join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([])
    expect(files.filter((name) => /\.test\./.test(name))).toEqual([])
  })

  it('has a manifest that package managers and bundlers read as meant', () => {
    const bin = path.join(root, 'node_modules', 'publint', 'src', 'cli.js')
    const run = spawnSync(process.execPath, [bin, installed, '--strict', '--pack', 'false'], {
      encoding: 'utf8',
    })
    expect(run.stdout + run.stderr).toContain('All good!')
  })

  it('runs its command from inside node_modules', () => {
    const bin = path.join(installed, 'bin', 'kondor.cjs')
    const run = spawnSync(process.execPath, [bin, '--help'], { cwd: folder, encoding: 'utf8' })
    expect(run.stderr).toBe('')
    expect(run.stdout).toContain('kondor')
    expect(run.status).toBe(0)
  })
})
