import { describe, expect, it } from 'vitest'
import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { RefusalCollector } from './refusal-log.ts'

const refusal = (code: RefusalCode, row: number) =>
  refuse(code, { field: 'bid', was: row, wanted: 'better', source: 'f.csv', row })

describe('refusal log', () => {
  it('counts everything and keeps a hundred, in the order they came', () => {
    const collector = new RefusalCollector()
    for (let row = 1; row <= 5000; row += 1) collector.add(refusal('option.expired', row))
    const log = collector.log()
    expect(log.total).toBe(5000)
    expect(log.byCode).toEqual({ 'option.expired': 5000 })
    expect(log.first.map((kept) => kept.row)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  })
  it('keeps a rare refusal although a flood of another came before it', () => {
    const collector = new RefusalCollector()
    for (let row = 1; row <= 5000; row += 1) collector.add(refusal('option.expired', row))
    collector.add(refusal('quote.crossed', 5001))
    const { first } = collector.log()
    expect(first).toHaveLength(100)
    expect(first.at(-1)?.code).toBe('quote.crossed')
  })
  it('makes a refusal only where it will be kept', () => {
    const collector = new RefusalCollector()
    let made = 0
    for (let row = 1; row <= 5000; row += 1) {
      collector.addLazily('quote.no-ask', () => {
        made += 1
        return refusal('quote.no-ask', row)
      })
    }
    expect(made).toBe(100)
    expect(collector.log().total).toBe(5000)
  })
  it('joins another log by its counts, not by what it kept', () => {
    const one = new RefusalCollector()
    for (let row = 1; row <= 300; row += 1) one.add(refusal('quote.crossed', row))
    const all = new RefusalCollector()
    all.add(refusal('quote.no-ask', 1))
    all.addLog(one.log())
    expect(all.log()).toMatchObject({ total: 301, byCode: { 'quote.crossed': 300, 'quote.no-ask': 1 } })
  })
})
