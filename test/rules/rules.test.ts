/** Every file of `ok` is a rule set; every file of `not-ok` is refused for the one thing it is named after, at its place. */
import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { canonicalHash } from '../../src/policy/rules/canonical.ts'
import { PRESETS, presetNamed } from '../../src/policy/rules/presets.ts'
import { rulesDiff } from '../../src/policy/rules/rules-diff.ts'
import { type FindParent, parseRules } from '../../src/policy/rules/schema/parse-rules.ts'
import { problemLine } from '../../src/policy/rules/schema/problem.ts'
import { rulesJsonSchemaText, rulesReference } from '../../src/policy/rules/schema/rules-reference.ts'
import { rulesYaml } from '../../src/policy/rules/schema/rules-yaml.ts'
import { loadRulesFile } from '../../src/shell/rules/load-rules.ts'

const here = import.meta.dirname
const docs = path.resolve(here, '../../docs/reference')
const at = (folder: string, name: string): string => path.join(here, folder, name)
const AT_HAND: ReadonlySet<string> = new Set(['SPX'])

const presetsOnly: FindParent = (name) => {
  const preset = presetNamed(name)
  return preset.ok ? { ok: true, value: { kind: 'preset', rules: preset.value } } : preset
}

/** Code, line, column, key of the first problem, and what the message must say. */
const NOT_OK: Readonly<Record<string, readonly [string, number, number, string, RegExp]>> = {
  'act-below-warn.yaml': ['rules.invalid', 3, 43, 'invariant.band.warn', /at most act, which is 0\.2/],
  'alias-bomb.yaml': ['rules.expands-too-far', 3, 8, 'YAML', /more than 20000 values/],
  'alias-cycle.yaml': ['rules.cycle', 3, 25, 'limits.steward', /\*all, inside &all itself/],
  'alias-of-nothing.yaml': ['rules.cycle', 3, 9, 'limits', /nothing is anchored/],
  'bands-out-of-order.yaml': [
    'rules.invalid',
    3,
    91,
    'entry.vixBands[1].upTo_vol_points',
    /an edge above 20/,
  ],
  'bracket-never-closed.yaml': ['rules.unreadable', 4, 1, 'YAML', /end with a }/],
  'calendar-has-no-such-day.yaml': [
    'rules.invalid',
    9,
    32,
    'structures[0].contract.expiry.expiration',
    /"2024-02-30", wanted a text \(a date of the calendar/,
  ],
  'comment-only.yaml': ['file.empty', 1, 1, 'YAML', /found "nothing"/],
  'days-the-wrong-way-round.yaml': ['rules.invalid', 3, 104, 'roll.daysMin', /at most daysMax, which is 1/],
  'delta-of-sixteen.yaml': [
    'rules.percent-for-fraction',
    10,
    30,
    'structures[0].contract.shorts.put',
    /found 16, wanted a fraction from 0 to 1\. For example: put: 0\.16/,
  ],
  'extends-in-a-ring.yaml': ['rules.cycle', 1, 1, 'extends', /ring-2\.yaml extends extends-in-a-ring\.yaml/],
  'extends-in-a-ring-2.yaml': [
    'rules.cycle',
    1,
    1,
    'extends',
    /ring\.yaml extends extends-in-a-ring-2\.yaml/,
  ],
  'extends-itself.yaml': ['rules.cycle', 1, 1, 'extends', /itself\.yaml extends extends-itself\.yaml/],
  'extends-no-file.yaml': ['file.not-found', 1, 1, 'extends', /absent\.yaml/],
  'extends-nothing.yaml': [
    'rules.invalid',
    1,
    1,
    'extends',
    /"lvr-budgett", wanted one of lvr-budget,.*or a rules file/,
  ],
  'extends-without-name.yaml': ['rules.invalid', 1, 1, 'name', /a name of its own/],
  'future-as-second-engine.yaml': [
    'rules.invalid',
    3,
    41,
    'secondEngine.instruments[1]',
    /"vix-future", wanted one of vix-call, vix-call-spread/,
  ],
  'scenario-after-its-tenor.yaml': [
    'rules.invalid',
    3,
    29,
    'secondEngine.scenario.days',
    /at most tenor_days, which is 60/,
  ],
  'vix-table-of-no-page.yaml': [
    'rules.invalid',
    3,
    10,
    'entry.vixBands',
    /"vix-risk-scalling", wanted one of vix-risk-scaling, .*or a list/,
  ],
  'key-that-is-a-list.yaml': ['rules.unknown-key', 3, 3, 'key', /keys that are words/],
  'key-twice.yaml': ['rules.duplicate-key', 4, 1, 'mode', /first on line 3/],
  'keys-left-out.yaml': ['rules.invalid', 1, 1, 'schema', /found "nothing", wanted kondor\.rules\/1/],
  'kind-misspelt.yaml': [
    'rules.invalid',
    10,
    17,
    'structures[0].contract.shorts.kind',
    /example: kind: delta/,
  ],
  'later-version.yaml': ['rules.invalid', 1, 1, 'schema', /found "kondor\.rules\/2"/],
  'layer-rolled-after-its-tenor.yaml': [
    'rules.invalid',
    3,
    116,
    'hedge.layers[0].rollAt_days',
    /30 days of its/,
  ],
  'layers-with-one-id.yaml': ['rules.invalid', 3, 133, 'hedge.layers[1].id', /other than that of entry 1/],
  'list-for-a-map.yaml': ['rules.invalid', 1, 1, 'YAML', /not a map of keys/],
  'merge-key.yaml': ['rules.unknown-key', 4, 3, 'limits.<<', /Use extends: NAME/],
  'negative-width.yaml': [
    'number.out-of-range',
    12,
    9,
    'structures[0].contract.wings.put_points',
    /found -50, wanted a number of index points above 0\. For example: put_points: 50/,
  ],
  'nested-too-deeply.yaml': ['rules.expands-too-far', 1, -1, 'YAML', /nested too deeply/],
  'no-bytes.yaml': ['file.empty', 1, 1, 'YAML', /found "nothing"/],
  'number-as-text.yaml': ['rules.invalid', 3, 11, 'sizing.contractsMax', /found "5", wanted a whole number/],
  'number-not-finite.yaml': ['number.not-finite', 3, 28, 'sizing.account_dollars', /a finite number/],
  'other-underlying.yaml': ['rules.invalid', 3, 1, 'underlying', /found "SPY", wanted SPX/],
  'part-of-a-contract.yaml': [
    'rules.invalid',
    3,
    11,
    'sizing.contractsMax',
    /found 2\.5, wanted a whole number/,
  ],
  'percent-as-number.yaml': [
    'rules.percent-for-fraction',
    3,
    11,
    'sizing.marginShareMax',
    /found 15, wanted a fraction from 0 to 1\. For example: marginShareMax: 0\.15/,
  ],
  'percent-as-text.yaml': [
    'rules.percent-for-fraction',
    3,
    43,
    'invariant.band.warn',
    /found "15%", wanted a fraction from 0 to 1\. For example: warn: 0\.15/,
  ],
  'percent-of-points.yaml': [
    'rules.percent-for-fraction',
    3,
    33,
    'roll.vixAbove_vol_points',
    /vixAbove_vol_points: 16 /,
  ],
  'positions-fewer-than-an-entry.yaml': [
    'rules.invalid',
    3,
    11,
    'sizing.positionsMax',
    /found 2, wanted null, or at least the 3 positions of an entry/,
  ],
  'prototype-key.yaml': ['rules.unknown-key', 3, 1, 'key', /"__proto__"/],
  'required-series-missing.yaml': [
    'series.missing',
    3,
    21,
    'votes[0].series',
    /P\/CF:VNQ.*kondor import FILE/,
  ],
  'score-of-no-votes.yaml': ['rules.invalid', 3, 10, 'entry.blendMin', /null, or votes to make a score of/],
  'shares-short-of-one.yaml': ['rules.invalid', 6, 5, 'structures[0].sizeShare', /sum to 0\.5/],
  'short-put-above-short-call.yaml': [
    'rules.invalid',
    10,
    32,
    'structures[0].contract.shorts.put_points',
    /found 4950, wanted a short put below/,
  ],
  'tab-for-indent.yaml': ['rules.unreadable', 4, 1, 'YAML', /Tabs are not allowed/],
  'tag-of-a-function.yaml': ['rules.unreadable', 3, 7, 'YAML', /Unresolved tag/],
  'two-documents.yaml': ['rules.unreadable', 3, 1, 'YAML', /found "a second document \(---\)"/],
  'unknown-key.yaml': [
    'rules.unknown-key',
    3,
    11,
    'sizing.marginShareMaximum',
    /wanted marginShareMax, which is spelt like it\. For example: marginShareMax: 0\.1/,
  ],
  'unknown-top-key.yaml': ['rules.unknown-key', 3, 1, 'invarant', /wanted invariant/],
  'wing-delta-above-short.yaml': [
    'rules.invalid',
    13,
    9,
    'structures[0].contract.wings.put',
    /below that of the short put/,
  ],
  'wings-by-delta-without-kind.yaml': [
    'rules.invalid',
    11,
    7,
    'structures[0].contract.wings.kind',
    /found "nothing", wanted delta\. For example: kind: delta/,
  ],
  'yes-for-true.yaml': [
    'rules.invalid',
    3,
    204,
    'roll.rollBack.spotBelowVwap',
    /"yes", wanted true or false/,
  ],
  'zero-width.yaml': ['number.out-of-range', 12, 9, 'structures[0].contract.wings.put_points', /above 0/],
  'vxth-weights-of-two-layers.yaml': [
    'rules.invalid',
    3,
    56,
    'hedge.layers',
    /found "2 layers", wanted one layer/,
  ],
  'vxth-weights-rolled-early.yaml': [
    'rules.invalid',
    3,
    129,
    'hedge.layers[0].rollAt_days',
    /found 7, wanted 0/,
  ],
}

describe('bad rules files', () => {
  const names = fs.readdirSync(at('not-ok', '')).filter((name) => name !== 'latin-1.yaml')
  it('are all in the table', () => expect(names.sort()).toEqual(Object.keys(NOT_OK).sort()))
  it.each(Object.entries(NOT_OK))('%s', (name, [code, line, column, key, says]) => {
    const { rules, problems } = mustAccept(loadRulesFile(at('not-ok', name), AT_HAND))
    expect(rules).toBeNull()
    const [first] = problems
    expect([first.refusal.code, first.refusal.row, first.key]).toEqual([code, line, key])
    // How deep the parser gets before it gives up depends on the stack.
    if (column > 0) expect(first.column).toBe(column)
    expect(problemLine(first)).toMatch(says)
    if (name !== 'keys-left-out.yaml') expect(problems.length).toBe(1)
  })
  it('that cannot be read as text, or are not there, are refused as files', () => {
    const codeOf = (file: string): string | null => {
      const loaded = loadRulesFile(file)
      return loaded.ok ? null : loaded.refusal.code
    }
    expect(codeOf(at('not-ok', 'latin-1.yaml'))).toBe('file.bad-encoding')
    expect(codeOf(at('not-ok', 'absent.yaml'))).toBe('file.not-found')
    expect(codeOf(here)).toBe('file.unreadable')
  })
  it('end in problems with a place, never in a fault, whatever is damaged in them', () => {
    const text = rulesYaml(PRESETS[0])
    const junk = fc.constantFrom(
      '[',
      '{',
      '&a ',
      '*a',
      '"',
      '- ',
      '? ',
      ': ',
      '%',
      '!!x ',
      '\t',
      '\n',
      '#',
      '|',
      '0',
      '-',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(text.length), junk, fc.nat(3)), { minLength: 1, maxLength: 4 }),
        (cuts) => {
          let damaged = text
          for (const [where, put, drop] of cuts)
            damaged = damaged.slice(0, where) + put + damaged.slice(where + drop)
          const { rules, problems } = parseRules(damaged, 'x.yaml', presetsOnly, AT_HAND)
          if (rules === null) expect(problems.length).toBeGreaterThan(0)
          for (const one of problems) expect(one.refusal.row).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300, seed: 5 },
    )
  })
})

describe('good rules files', () => {
  const names = fs.readdirSync(at('ok', ''))
  it.each(names)('%s', (name) => {
    const { rules, problems } = mustAccept(loadRulesFile(at('ok', name), AT_HAND))
    expect(rules).not.toBeNull()
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
  it('are read as they are meant: parents below, own keys above, lists replaced, defaults filled in', () => {
    const { rules } = mustAccept(loadRulesFile(at('ok', 'extends-a-file.yaml')))
    expect([rules?.mode, rules?.sizing.lvrBudget_bp_per_day, rules?.sizing.contractsMax]).toEqual([
      'promoter',
      2.5,
      10,
    ])
    expect(rules?.structures.map(({ id }) => id)).toEqual(['wide'])
    const least = mustAccept(loadRulesFile(at('ok', 'least-that-will-do.yaml'))).rules
    expect([least?.forecast.lambda, least?.entry.vixBands, least?.hedge]).toEqual([0.94, null, null])
  })
  it('take the keys of events, votes, rolls and depth, with their defaults', () => {
    const { rules } = mustAccept(loadRulesFile(at('ok', 'events-votes-and-depth.yaml'), AT_HAND))
    expect(rules?.entry).toMatchObject({ eventWindow_days: 2, eventsUnknown: 'block', blendMin: 0 })
    expect(rules?.votes[0]).toMatchObject({ vote: 'against', weight: 2, ageMax_days: 120 })
    expect(rules?.roll).toMatchObject({ putDeltaMax: 0.24, callDeltaMax: null, rollBack: { daysMax: 1 } })
    expect(rules?.sizing).toMatchObject({ positionsMax: 3, openInterestShareMax: 0.05, volumeShareMax: null })
    const least = mustAccept(loadRulesFile(at('ok', 'least-that-will-do.yaml'))).rules
    expect(least?.entry).toMatchObject({ eventWindow_days: null, eventsUnknown: 'note', blendMin: null })
    expect(least?.sizing).toMatchObject({ positionsMax: 1, openInterestShareMax: 0.1, volumeShareMax: 1 })
  })
  it('warn of a series not at hand with its line and how to import it, and of the name of a preset', () => {
    const file = at('ok', 'vote-on-a-series-not-at-hand.yaml')
    const { problems } = mustAccept(loadRulesFile(file, AT_HAND))
    expect(problems.map(({ severity, refusal }) => [severity, refusal.code, refusal.row])).toEqual([
      ['warning', 'series.missing', 4],
    ])
    expect(problems[0].refusal.fix).toMatch(/kondor import FILE.*P\/CF:VNQ.*is "unknown"/)
    expect(mustAccept(loadRulesFile(file, new Set(['SPX', 'P/CF:VNQ']))).problems).toEqual([])
    const changed = rulesYaml({ ...PRESETS[0], title: 'Mine' })
    expect(parseRules(changed, 'x.yaml', presetsOnly).problems.map(({ refusal }) => refusal.code)).toEqual([
      'rules.name-taken',
    ])
  })
})

describe('presets as files', () => {
  it.each(PRESETS.map((rules) => [rules.name, rules] as const))(
    '%s reads back to the same hash',
    (name, rules) => {
      const { rules: read, problems } = parseRules(rulesYaml(rules), `${name}.yaml`, presetsOnly)
      expect(problems).toEqual([])
      expect(canonicalHash(read)).toBe(canonicalHash(rules))
      expect(rulesDiff(rules, read ?? PRESETS[0])).toEqual([])
    },
  )
  it('have a hash that comments, the order of keys and extends leave alone, and any number changes', () => {
    const [preset] = PRESETS
    const hashOf = (text: string): string => canonicalHash(parseRules(text, 'x.yaml', presetsOnly).rules)
    expect(hashOf(`extends: ${preset.name}\nname: ${preset.name}\n`)).toBe(canonicalHash(preset))
    const lines = rulesYaml(preset).split(/\n(?=[a-z])/)
    expect(hashOf(lines.slice(1).reverse().join('\n# a comment\n'))).toBe(canonicalHash(preset))
    expect(hashOf(rulesYaml(preset).replace('lambda: 0.94', 'lambda: 0.95'))).not.toBe(canonicalHash(preset))
  })
})

describe('the difference of two rule sets', () => {
  it('names key, both values and unit, by the id of list entries', () => {
    const { rules } = mustAccept(loadRulesFile(at('ok', 'extends-a-preset.yaml')))
    const changes = rulesDiff(PRESETS[0], rules ?? PRESETS[0])
    expect(changes.filter(({ key }) => key !== 'name')).toEqual([
      {
        key: 'sizing.lvrBudget_bp_per_day',
        from: 5,
        to: 2.5,
        unit: 'basis points per day',
      },
    ])
    const hedged = rulesDiff(PRESETS[0], mustAccept(presetNamed('lvr-budget+alvh')))
    expect(hedged).toContainEqual({
      key: 'hedge.layers[front].tenor_days',
      from: undefined,
      to: 30,
      unit: 'days',
    })
    expect(hedged.map(({ key }) => key)).not.toContain('hedge')
  })
})

describe('the published schema', () => {
  it('and the reference page are as generated', () => {
    expect(fs.readFileSync(path.join(docs, 'rules.schema.json'), 'utf8')).toBe(rulesJsonSchemaText())
    expect(fs.readFileSync(path.join(docs, 'rules.md'), 'utf8')).toBe(rulesReference())
  })
  it('takes every preset, read by its letter, and a file that extends one; refuses a misspelt key', () => {
    const schema = z.fromJSONSchema(JSON.parse(rulesJsonSchemaText()))
    for (const rules of PRESETS) expect(schema.safeParse(rules).error?.issues ?? []).toEqual([])
    expect(schema.safeParse({ extends: 'cndr', name: 'mine', sizing: { contractsMax: 2 } }).success).toBe(
      true,
    )
    expect(schema.safeParse({ extends: 'cndr', name: 'mine', sizing: { contractMax: 2 } }).success).toBe(
      false,
    )
    expect(schema.safeParse({ extends: 'cndr', name: 'mine', sizing: { marginShareMax: 15 } }).success).toBe(
      false,
    )
  })
})

describe('a section that may be left out', () => {
  const parsed = (more: string) => {
    const { rules } = parseRules(`extends: lvr-budget\nname: mine\n${more}`, 'mine.yaml', presetsOnly)
    if (rules === null) throw new Error('rules')
    return rules
  }
  it('is the same left out and null, keeps the hash of rules before it was, and reads back where it is given', () => {
    expect(canonicalHash(parsed('bookDelta: null\n'))).toBe(canonicalHash(parsed('')))
    expect(PRESETS.every((rules) => !('bookDelta' in rules))).toBe(true)
    const limited = parsed('bookDelta:\n  deltaMax_dollars_per_point: 150\n')
    expect(limited.bookDelta).toEqual({ deltaMax_dollars_per_point: 150, costToDayMoveMax: 0.05 })
    const again = parseRules(rulesYaml(limited), 'again.yaml', presetsOnly).rules
    expect(canonicalHash(again)).toBe(canonicalHash(limited))
    expect(rulesDiff(parsed(''), limited).map(({ key, to }) => [key, to])).toEqual([
      ['bookDelta.deltaMax_dollars_per_point', 150],
      ['bookDelta.costToDayMoveMax', 0.05],
    ])
  })
})
