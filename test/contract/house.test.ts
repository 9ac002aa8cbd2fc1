/**
 * The house rules that the linter cannot say, and proof that those it says do bite: planted violations must be found.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')
const PURE_ROOMS = ['base', 'market', 'book', 'policy', 'engine']
const ROOMS = [...PURE_ROOMS, 'shell', 'face']

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
}

const withoutComments = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/\/\/[^\n]*/g, '')

function offences(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    withoutComments(fs.readFileSync(file, 'utf8'))
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path.relative(root, file)}:${index + 1}: ${line.trim()}`] : [],
      ),
  )
}

const pure = PURE_ROOMS.flatMap((room) => sources(path.join(root, 'src', room)))
const all = ROOMS.flatMap((room) => sources(path.join(root, 'src', room)))

describe('before the shell', () => {
  it('nobody asks what time it is', () => {
    expect(offences(pure, /new Date\(\s*\)|Temporal\.Now|Date\.now/)).toEqual([])
  })
  it('nobody formats by the locale of the machine', () => {
    expect(
      offences(pure, /toLocale(String|DateString|TimeString|LowerCase|UpperCase)|localeCompare|\bIntl\b/),
    ).toEqual([])
  })
  it('no power with a fractional or unknown exponent: it differs between Node versions', () => {
    expect(offences(pure, /\*\*(?!\s*[234]\b(?!\.))|Math\.pow/)).toEqual([])
  })
  it('nobody asks which world it runs in', () => {
    expect(offences(all, /mode\s*===?\s*['"](backtest|paper|live)['"]/)).toEqual([])
  })
})

describe('sizes', () => {
  it('keeps every source file under 400 lines, tables and generated data excepted', () => {
    const long = all
      .filter((file) => !/-(table|tables|parameters|codes)\.ts$/.test(file))
      .map((file) => ({
        file: path.relative(root, file),
        lines: fs.readFileSync(file, 'utf8').split('\n').length,
      }))
      .filter(({ lines }) => lines > 401)
    expect(long).toEqual([])
  })
})

describe('the linter', () => {
  const PLANTED: readonly { readonly at: string; readonly text: string; readonly rule: string }[] = [
    {
      at: 'src/base/x/planted.ts',
      text: "export * from '../../market/index.ts'\n",
      rule: 'no-restricted-imports',
    },
    {
      at: 'src/market/planted.ts',
      text: "import { a } from '../policy/index.ts'\nexport const b = a\n",
      rule: 'no-restricted-imports',
    },
    {
      at: 'src/engine/x/planted.ts',
      text: "import { a } from '../../shell/index.ts'\nexport const b = a\n",
      rule: 'no-restricted-imports',
    },
    {
      at: 'src/policy/planted.ts',
      text: "import fs from 'node:fs'\nexport const b = fs\n",
      rule: 'no-restricted-imports',
    },
    {
      at: 'src/book/planted.ts',
      text: "import fs from 'fs/promises'\nexport const b = fs\n",
      rule: 'no-restricted-imports',
    },
    { at: 'src/book/planted.ts', text: 'export const b = Math.random()\n', rule: 'no-restricted-properties' },
    { at: 'src/market/planted.ts', text: 'export const b = Date.now()\n', rule: 'no-restricted-properties' },
    {
      at: 'src/policy/planted.ts',
      text: 'export const b = Math.pow(2, 0.5)\n',
      rule: 'no-restricted-properties',
    },
    { at: 'src/engine/planted.ts', text: 'export const b = process.env\n', rule: 'no-restricted-globals' },
    { at: 'src/base/planted.ts', text: "export const b = fetch('x')\n", rule: 'no-restricted-globals' },
  ]

  function lint(at: string, text: string): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-lint-'))
    try {
      fs.copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
      fs.mkdirSync(path.dirname(path.join(folder, at)), { recursive: true })
      fs.writeFileSync(path.join(folder, at), text)
      const manifest = createRequire(import.meta.url).resolve('oxlint/package.json')
      const bin = path.join(path.dirname(manifest), 'bin', 'oxlint')
      return spawnSync(process.execPath, [bin, '--format', 'unix', 'src'], { cwd: folder, encoding: 'utf8' })
        .stdout
    } finally {
      fs.rmSync(folder, { recursive: true })
    }
  }

  it.each(PLANTED)('finds $rule in $at: $text', ({ at, text, rule }) => {
    expect(lint(at, text)).toContain(rule)
  })
  it('lets data flow the right way', () => {
    const text =
      "import { a } from '../../base/index.ts'\nimport { createHash } from 'node:crypto'\nexport const b = [a, createHash]\n"
    expect(lint('src/market/x/planted.ts', text)).not.toContain('error')
  })
})
