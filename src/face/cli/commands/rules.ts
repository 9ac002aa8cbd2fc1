/** `kondor rules`: the rule sets there are, what is in them, what is wrong with a file, how two differ. */
import { Command } from 'commander'
import { type Result, accepted, refused } from '../../../base/vocabulary/result.ts'
import { canonicalHash } from '../../../policy/rules/canonical.ts'
import { PRESETS, presetNamed } from '../../../policy/rules/presets.ts'
import type { RuleSet } from '../../../policy/rules/rule-set.ts'
import { rulesDiff } from '../../../policy/rules/rules-diff.ts'
import type { ParsedRules } from '../../../policy/rules/schema/parse-rules.ts'
import { problemLine } from '../../../policy/rules/schema/problem.ts'
import { rulesYaml } from '../../../policy/rules/schema/rules-yaml.ts'
import { isRulesFile, loadRulesFile } from '../../../shell/rules/load-rules.ts'
import { seriesAtHand } from '../../../shell/rules/series-at-hand.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import { Store } from '../../../shell/store/store.ts'
import { changeText, problemSummary, rulesSummary, rulesTable, valuesTable } from '../../view/rules.ts'
import { EXIT_CODES_HELP, exitCodeOfRefusal } from '../exit-codes.ts'
import { fail, pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { heading, paintLines, tableLines, wrap } from '../terminal/layout.ts'
import { printable, span } from '../terminal/paint.ts'

interface Options {
  readonly json?: true
  readonly yaml?: true
}

const HELP = `
A NAME is a preset's; a FILE has a folder in it or ends in .yaml, .yml or .json.
docs/reference/rules.md lists every key; rules.schema.json beside it is for editors.

Examples:
  kondor rules list
  kondor rules show lvr-budget --yaml > my-rules.yaml
  kondor rules lint my-rules.yaml
  kondor rules diff lvr-budget my-rules.yaml
  kondor today --rules my-rules.yaml

${EXIT_CODES_HELP}`

export function rulesCommand(): Command {
  const rules = new Command('rules').description('Rule sets: list, show, check, compare.')
  rules.addHelpText('after', HELP)
  rules
    .command('list')
    .description('Lists the rule sets that come with Kondor.')
    .option('--json', 'the list as data')
    .action((options: Options) => list(options))
  rules
    .command('show')
    .description('Prints every number of a rule set with its unit.')
    .argument('<name|file>', 'a preset, or a rules file')
    .option('--yaml', 'as a rules file to start from')
    .option('--json', 'as data')
    .addHelpText('after', `\n${EXIT_CODES_HELP}`)
    .action((named: string, options: Options) => show(named, options))
  rules
    .command('lint')
    .description('Checks rules files: line, key, what was found, what was wanted, an example.')
    .argument('<files...>', 'rules files')
    .option('--json', 'problems as data')
    .addHelpText('after', `\nWarnings leave the exit code at 0.\n\n${EXIT_CODES_HELP}`)
    .action((files: readonly string[], options: Options) => lint(files, options))
  rules
    .command('diff')
    .description('Says what changes from one rule set to another, key by key, with units.')
    .argument('<a>', 'a preset, or a rules file')
    .argument('<b>', 'a preset, or a rules file')
    .option('--json', 'changes as data')
    .addHelpText('after', `\nThe exit code is 0 whether they differ or not.\n\n${EXIT_CODES_HELP}`)
    .action((a: string, b: string, options: Options) => diff(a, b, options))
  return rules
}

async function list({ json }: Options): Promise<void> {
  if (json === true)
    return writeJson({ schema: 'kondor.rules-list/1', rules: PRESETS.map((one) => rulesSummary(one)) })
  const width = pageWidth(process.stdout.columns)
  const lines = [heading('Rule sets', width), ...tableLines(rulesTable(PRESETS), width)]
  await write(paintLines(lines, standardPainter()))
}

async function show(named: string, { json, yaml }: Options): Promise<void> {
  const found = rulesNamed(named)
  if (!found.ok) return fail(found.refusal)
  const rules = found.value
  if (yaml === true) return write(rulesYaml(rules))
  if (json === true) return writeJson({ schema: 'kondor.rules-shown/1', ...rulesSummary(rules), rules })
  const width = pageWidth(process.stdout.columns)
  const lines = [
    heading(rules.title, width),
    ...wrap([span('  '), span(rules.about)], width, 2),
    ...wrap([span('  Hash '), span(canonicalHash(rules), 'dim')], width, 2),
    ...tableLines(valuesTable(rules), width),
  ]
  await write(paintLines(lines, standardPainter()))
}

async function lint(files: readonly string[], { json }: Options): Promise<void> {
  const store = new Store(kondorHome())
  const atHand = seriesAtHand(store)
  store.close()
  const results = files.map((file) => ({ file, loaded: loadRulesFile(file, atHand) }))
  for (const { loaded } of results) setExitCode(loaded)
  if (json === true) {
    const summaries = results.map(({ file, loaded }) => ({
      file,
      ok: loaded.ok && loaded.value.rules !== null,
      ...(loaded.ok && loaded.value.rules !== null ? rulesSummary(loaded.value.rules) : {}),
      problems: loaded.ok
        ? loaded.value.problems.map(problemSummary)
        : [{ severity: 'error', ...loaded.refusal }],
    }))
    return writeJson({ schema: 'kondor.rules-lint/1', files: summaries })
  }
  for (const { file, loaded } of results) {
    if (!loaded.ok) {
      fail(loaded.refusal)
      continue
    }
    for (const one of loaded.value.problems) process.stderr.write(`${printable(problemLine(one))}\n`)
    const { rules } = loaded.value
    if (rules !== null) await write(`${printable(file)}: ${rules.name}, hash ${canonicalHash(rules)}\n`)
  }
}

/** The first error decides; a later file that is right does not undo it. */
function setExitCode(loaded: Result<ParsedRules>): void {
  const refusal = loaded.ok
    ? loaded.value.problems.find(({ severity }) => severity === 'error')?.refusal
    : loaded.refusal
  if (refusal !== undefined) process.exitCode ??= exitCodeOfRefusal(refusal)
}

async function diff(a: string, b: string, { json }: Options): Promise<void> {
  const [from, to] = [rulesNamed(a), rulesNamed(b)]
  if (!from.ok) return fail(from.refusal)
  if (!to.ok) return fail(to.refusal)
  const changes = rulesDiff(from.value, to.value)
  if (json === true) {
    const [one, other] = [rulesSummary(from.value), rulesSummary(to.value)]
    return writeJson({ schema: 'kondor.rules-diff/1', from: one, to: other, changes })
  }
  const lines = changes.length === 0 ? ['The same rules.'] : changes.map(changeText)
  await write(`${lines.map(printable).join('\n')}\n`)
}

/** A preset or a file; of a file that is wrong, the first problem is the refusal and the others are printed before it. */
function rulesNamed(named: string): Result<RuleSet> {
  if (!isRulesFile(named)) return presetNamed(named)
  const loaded = loadRulesFile(named)
  if (!loaded.ok) return loaded
  const { rules, problems } = loaded.value
  if (rules !== null) return accepted(rules)
  const [first, ...others] = problems
  for (const one of others) process.stderr.write(`  ${printable(problemLine(one))}\n`)
  return refused(first.refusal)
}
