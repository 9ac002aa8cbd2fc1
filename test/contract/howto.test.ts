/**
 * The walk-throughs show what the program really prints. With KONDOR_WRITE_DOCS set, this test brings the pages up to
 * date instead of failing.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')
const PAGES = [
  { name: 'first-decision.md', command: 'today', blocks: 6 },
  { name: 'condor-as-a-pool.md', command: 'bridge', blocks: 3 },
  {
    name: 'backtest-a-rule.md',
    command: 'backtest monthly-16-delta --from 2009-01-02 --to 2009-12-31',
    blocks: 3,
  },
] as const

function printedBy(command: string): readonly string[] {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1', COLUMNS: '80' }
  const main = path.join(root, 'src', 'face', 'cli', 'main.ts')
  const { stdout } = spawnSync(process.execPath, [main, ...command.split(' ')], {
    encoding: 'utf8',
    env,
    cwd: home,
  })
  fs.rmSync(home, { recursive: true })
  return stdout.split('\n')
}

/** Lines from the one that starts with the name to the last before the next section at its level. */
function section(output: readonly string[], name: string): readonly string[] {
  const first = output.findIndex((line) => line.trimStart().startsWith(name))
  const isGroup = output[first]?.startsWith('  ') === true
  const rest = output.slice(first + 1)
  const ends = (line: string): boolean => line.endsWith('──') || (isGroup && line === '')
  const length = rest.findIndex(ends)
  return output.slice(first, length < 0 ? undefined : first + 1 + length)
}

const trimmed = (lines: readonly string[]): string => lines.join('\n').trimEnd()
/** The age depends on the day of reading; nothing else does. */
const ageless = (text: string): string => text.replaceAll(/\d+ years?( \d+ months?)? old/g, 'N years old')

it.each(PAGES)('$name shows what kondor $command prints', ({ name, command, blocks: wanted }) => {
  const page = path.join(root, 'docs', 'howto', name)
  const output = printedBy(command)
  const before = fs.readFileSync(page, 'utf8')
  let blocks = 0
  const after = before.replaceAll(
    /(<!-- output: (.+?) -->\n\n```text\n)[\s\S]*?(\n?```)/g,
    (_whole, head: string, name: string, tail: string) => {
      blocks += 1
      return `${head}${trimmed(section(output, name))}\n${tail.trimStart()}`
    },
  )
  expect(blocks).toBe(wanted)
  if (process.env['KONDOR_WRITE_DOCS'] !== undefined) fs.writeFileSync(page, after)
  else expect(ageless(before)).toBe(ageless(after))
})
