/** Rule sets by name or from files, with what they extend. */
import fs from 'node:fs'
import path from 'node:path'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { type Parent, type ParsedRules, parseRules } from '../../policy/rules/schema/parse-rules.ts'

/** What is written is a file, not a preset's name: it has a folder in it or ends as rules files do. */
export const isRulesFile = (named: string): boolean => /[\\/]|\.(ya?ml|json)$/i.test(named)

/**
 * Reads a rules file and what it extends, relative to it. A file that cannot be read is a refusal; whatever is wrong inside
 * are its problems. `seriesAtHand` names the series there are, so that votes on others can be told; null: not checked.
 */
export function loadRulesFile(
  file: string,
  seriesAtHand: ReadonlySet<string> | null = null,
): Result<ParsedRules> {
  const source = path.normalize(file)
  const text = readText(source)
  return text.ok ? accepted(parseRules(text.value, source, findParent, seriesAtHand)) : text
}

function findParent(name: string, from: string): Result<Parent> {
  if (!isRulesFile(name)) {
    const preset = presetNamed(name)
    return preset.ok ? accepted({ kind: 'preset', rules: preset.value }) : preset
  }
  const source = path.isAbsolute(name) ? path.normalize(name) : path.join(path.dirname(from), name)
  const text = readText(source)
  return text.ok ? accepted({ kind: 'file', source, text: text.value }) : text
}

const BYTES_MAX = 1_048_576

function readText(file: string): Result<string> {
  const no = (
    code: 'file.not-found' | 'file.unreadable' | 'file.too-large' | 'file.bad-encoding',
    was: string,
  ) => refused(refuse(code, { field: 'rules', was, wanted: 'a YAML file of rules', source: file }))
  try {
    const stat = fs.statSync(file)
    if (!stat.isFile()) return no('file.unreadable', 'something that is not a file')
    if (stat.size > BYTES_MAX) return no('file.too-large', `${stat.size} bytes`)
    return accepted(new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file)))
  } catch (error) {
    if (error instanceof TypeError) return no('file.bad-encoding', 'bytes that are not UTF-8')
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? no('file.not-found', 'nothing')
      : no('file.unreadable', code)
  }
}
