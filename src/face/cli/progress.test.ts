import { describe, expect, it } from 'vitest'
import { commandLine } from './command-line.ts'
import { progressWords } from './progress.ts'

describe('progress', () => {
  it.each([
    [0, 100, 5_000, 0, '0 % (0 of 100)'],
    [25, 100, 5_000, 0, '25 % (25 of 100), 15 s left'],
    // Of a resumed sweep only what was done now tells the pace.
    [75, 100, 5_000, 50, '75 % (75 of 100), 5 s left'],
    [1, 1000, 1_000, 0, '0 % (1 of 1000), 17 min left'],
    [1, 100_000, 1_000, 0, '0 % (1 of 100000), 27.8 h left'],
    [0, 0, 10, 0, '100 % (0 of 0)'],
  ])('at %d of %d after %d ms, %d before: %s', (done, total, elapsed, before, words) => {
    expect(progressWords(done, total, elapsed, before)).toBe(words)
  })
})

describe('the command line of a report', () => {
  it('is what was typed, less what does not change the report', () => {
    const typed = [
      'backtest',
      './my rules.yaml',
      '--html',
      'x.html',
      '--json',
      '--from',
      '2010-01-01',
      '--workers=2',
    ]
    expect(commandLine(typed)).toBe("kondor backtest './my rules.yaml' --from 2010-01-01")
  })
  it('quotes what a shell would take apart', () => {
    expect(commandLine(['sweep', 'a', '--grid', "structures[0].x='1'"])).toBe(
      "kondor sweep a --grid 'structures[0].x='\\''1'\\'''",
    )
  })
})
