/**
 * Every calculation on the page "LVR is gamma bleed" is run, and its printed answer held to the page. With KONDOR_WRITE_DOCS
 * set, this test brings the page up to date instead of failing.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { calculate } from '../../src/face/calc/calculate.ts'

const page = path.resolve(import.meta.dirname, '..', '..', 'docs', 'concepts', 'lvr-is-gamma-bleed.md')

const EXAMPLE = /(```sh\nkondor calc (\w+) '(.+)'\n```\n\n```json\n)([\s\S]*?)(\n```)/g

/** Numbers to twelve digits: the last ones are the processor's. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) =>
    typeof inner === 'number' ? Number(inner.toPrecision(12)) : inner,
  )

it('the answers on the page are the ones the program gives', () => {
  const before = fs.readFileSync(page, 'utf8')
  let examples = 0
  const after = before.replaceAll(
    EXAMPLE,
    (_, head: string, op: string, inputs: string, printed: string, tail: string) => {
      examples += 1
      const outputs = mustAccept(calculate(op, JSON.parse(inputs)))
      if (process.env['KONDOR_WRITE_DOCS'] === undefined) {
        expect(rounded(JSON.parse(printed)), op).toEqual(rounded(outputs))
      }
      return head + JSON.stringify(outputs, null, 2) + tail
    },
  )
  expect(examples).toBe(9)
  if (process.env['KONDOR_WRITE_DOCS'] !== undefined) fs.writeFileSync(page, after)
})
