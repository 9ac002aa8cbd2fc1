/**
 * One YAML document as plain data, with the place of every key. Aliases are followed here rather than by the library, so
 * that cycles and expansions end in a refusal that names their line.
 */
import {
  type Alias,
  type Document,
  LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml'
import { type Place, type RulesProblem, problem } from './problem.ts'
import type { Tree } from './tree.ts'

const LENGTH_MAX = 262_144
const NODES_MAX = 20_000
const DEPTH_MAX = 40

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

export function readYaml(text: string, source: string): Tree | readonly RulesProblem[] {
  const top: Place = { source, line: 1, column: 1 }
  if (text.length > LENGTH_MAX) {
    const wanted = `at most ${LENGTH_MAX} characters`
    return [problem('file.too-large', top, { key: 'file', was: text.length, wanted, example: '' })]
  }
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'error' })
    // The first fault only: those after it mostly follow from it.
    const fault = document.errors[0] ?? document.warnings[0]
    if (fault !== undefined) {
      const { message, pos } = fault
      const place = placeAt(lines, source, pos[0])
      if (/call stack/.test(message)) return [nestedTooDeeply(place)]
      const was = message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'a fault'
      const wanted = 'one YAML document of keys and values'
      if (fault.code === 'MULTIPLE_DOCS')
        return [
          problem('rules.unreadable', place, {
            key: 'YAML',
            was: 'a second document (---)',
            wanted,
            example: 'name: my-rules',
          }),
        ]
      return [problem('rules.unreadable', place, { key: 'YAML', was, wanted, example: 'name: my-rules' })]
    }
    return new Reader(document, lines, source).read()
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    return [nestedTooDeeply(top)]
  }
}

function placeAt(lines: LineCounter, source: string, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { source, line, column: col }
}

const tooMuch = (place: Place, was: string, wanted: string): RulesProblem =>
  problem('rules.expands-too-far', place, { key: 'YAML', was, wanted, example: 'extends: lvr-budget' })

const nestedTooDeeply = (place: Place): RulesProblem =>
  tooMuch(place, 'brackets nested too deeply to read', `at most ${DEPTH_MAX} levels`)

/** Reading stops at the first of these: going on would be endless. */
class Stop {
  readonly problem: RulesProblem
  constructor(found: RulesProblem) {
    this.problem = found
  }
}

class Reader {
  readonly #document: Document.Parsed
  readonly #lines: LineCounter
  readonly #source: string
  readonly #places = new Map<string, Place>()
  readonly #problems: RulesProblem[] = []
  readonly #open: Node[] = []
  #nodes = 0

  constructor(document: Document.Parsed, lines: LineCounter, source: string) {
    this.#document = document
    this.#lines = lines
    this.#source = source
  }

  read(): Tree | readonly RulesProblem[] {
    try {
      const value = this.#value(this.#document.contents, '', 0)
      return this.#problems.length > 0 ? this.#problems : { value, places: this.#places }
    } catch (thrown) {
      if (thrown instanceof Stop) return [...this.#problems, thrown.problem]
      throw thrown
    }
  }

  #placeOf(node: Node | null): Place {
    return placeAt(this.#lines, this.#source, node?.range?.[0] ?? 0)
  }

  #value(node: Node | null, path: string, depth: number): unknown {
    if (!this.#places.has(path)) this.#places.set(path, this.#placeOf(node))
    this.#nodes += 1
    if (this.#nodes > NODES_MAX || depth > DEPTH_MAX) {
      const was =
        depth > DEPTH_MAX
          ? `more than ${DEPTH_MAX} levels`
          : `more than ${NODES_MAX} values once aliases are followed`
      throw new Stop(tooMuch(this.#placeOf(node), was, 'a rule set, which has a few hundred values'))
    }
    if (node === null) return null
    if (isAlias(node)) return this.#alias(node, path, depth)
    if (isScalar(node)) return this.#scalar(node.value, node, path)
    this.#open.push(node)
    try {
      if (isSeq<Node>(node)) return node.items.map((item, i) => this.#value(item, `${path}[${i}]`, depth + 1))
      return isMap<Node, Node | null>(node) ? this.#map(node, path, depth) : null
    } finally {
      this.#open.pop()
    }
  }

  #alias(node: Alias, path: string, depth: number): unknown {
    const target = node.resolve(this.#document)
    if (target !== undefined && !this.#open.includes(target)) return this.#value(target, path, depth + 1)
    const was =
      target === undefined
        ? `*${node.source}, which nothing is anchored as`
        : `*${node.source}, inside &${node.source} itself`
    throw new Stop(
      problem('rules.cycle', this.#placeOf(node), {
        key: path === '' ? 'YAML' : path,
        was,
        wanted: 'an alias of something complete before it',
        example: 'a: &a { x: 1 }, then b: *a',
      }),
    )
  }

  #scalar(value: unknown, node: Node, path: string): unknown {
    if (typeof value !== 'number' && typeof value !== 'bigint') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    this.#problems.push(
      problem('number.not-finite', this.#placeOf(node), {
        key: path,
        was: value,
        wanted: 'a finite number',
        example: `${path.split('.').at(-1)}: 1`,
      }),
    )
    return 0
  }

  #map(map: YAMLMap<Node, Node | null>, path: string, depth: number): unknown {
    const found: Record<string, unknown> = {}
    for (const pair of map.items) {
      const key = this.#key(pair, path)
      if (key === null) continue
      const at = under(path, key)
      const place = this.#placeOf(pair.key)
      if (Object.hasOwn(found, key)) {
        const before = this.#places.get(at)?.line ?? 0
        this.#problems.push(
          problem('rules.duplicate-key', place, {
            key: at,
            was: `the key a second time (first on line ${before})`,
            wanted: 'each key once',
            example: '',
          }),
        )
        continue
      }
      this.#places.set(at, place)
      found[key] = this.#value(pair.value, at, depth + 1)
    }
    return found
  }

  #key({ key }: Pair<Node, Node | null>, path: string): string | null {
    if (isScalar(key) && typeof key.value === 'string' && key.value !== '__proto__') return key.value
    const was = isScalar(key) ? key.value : 'a list or a map as a key'
    this.#problems.push(
      problem('rules.unknown-key', this.#placeOf(key), {
        key: path === '' ? 'key' : path,
        was,
        wanted: 'keys that are words',
        example: 'name: my-rules',
      }),
    )
    return null
  }
}
