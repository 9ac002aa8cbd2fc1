import { describe, expect, it } from 'vitest'
import { answerBatchLine, type BatchAnswer } from './answer-batch.ts'
import { LINE_LENGTH_MAX, readLines } from './read-lines.ts'

async function answers(
  chunks: readonly (string | Uint8Array)[],
  op: string | null = null,
): Promise<BatchAnswer[]> {
  async function* input() {
    yield* chunks
  }
  const found: BatchAnswer[] = []
  for await (const read of readLines(input())) {
    const answer = answerBatchLine(read, op)
    if (answer !== null) found.push(answer)
  }
  return found
}

const good = (id: unknown): string =>
  JSON.stringify({
    id,
    category: 'normalised_black',
    inputs: { F: 100, K: 95, T: 0.5, sigma: 0.3 },
    expected: {},
  })

describe('a batch', () => {
  it('answers in order, one bad line refused with its row, the rest answered', async () => {
    const text = `${good(1)}\r\n\n{"id":"b"\n${good(null)}\n[1]\n{"id":5,"inputs":{}}\n{"id":6,"category":"nothing"}\n${good({ a: 1 })}`
    const found = await answers([text])
    expect(found.map(({ id }) => id)).toEqual([1, null, null, null, 5, 6, { a: 1 }])
    const codes = found.map((answer) =>
      'refusal' in answer ? `${answer.refusal.code}:${answer.refusal.row}` : 'ok',
    )
    expect(codes).toEqual([
      'ok',
      'file.json-invalid:3',
      'ok',
      'command.bad-input:5',
      'command.bad-input:6',
      'command.unknown:7',
      'ok',
    ])
  })

  it('takes the operation of the command line where a line names none', async () => {
    const line = '{"inputs":{"F":100,"K":95,"T":0.5,"sigma":0.3}}'
    const [answer] = await answers([line], 'normalised_black')
    expect(answer).toHaveProperty('outputs.put')
  })

  it('does not care where chunks break, even inside a character', async () => {
    const bytes = new TextEncoder().encode(`${good('é€')}\n${good('𝄞')}\n`)
    const chunks = Array.from({ length: bytes.length }, (_, i) => bytes.subarray(i, i + 1))
    const found = await answers(chunks)
    expect(found.map(({ id }) => id)).toEqual(['é€', '𝄞'])
  })

  it('gives up a line without end, keeps none of it, and goes on', async () => {
    const piece = 'x'.repeat(1024 * 1024)
    const chunks = [
      ...Array.from({ length: 2 + LINE_LENGTH_MAX / piece.length }, () => piece),
      `\n${good(2)}\n`,
    ]
    const found = await answers(chunks)
    expect(found).toHaveLength(2)
    expect(found[0]).toHaveProperty('refusal.code', 'file.row-too-long')
    expect(found[1]).toHaveProperty('id', 2)
  })

  it('refuses hostile keys and numbers instead of following them', async () => {
    const found = await answers([
      '{"id":1,"category":"bs_value","inputs":{"__proto__":{"S":1}}}\n',
      '{"id":2,"category":"constructor","inputs":{}}\n',
      '{"id":3,"category":"bs_value","inputs":{"type":"C","S":1e999,"K":1,"T":1,"sigma":1}}\n',
    ])
    expect(found.every((answer) => 'refusal' in answer)).toBe(true)
    expect(found[2]).toHaveProperty('refusal.field', 'S')
  })
})
