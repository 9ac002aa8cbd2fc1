import type { Place } from './problem.ts'

/** Plain data with the place of every key path. */
export interface Tree {
  readonly value: unknown
  readonly places: ReadonlyMap<string, Place>
}

/** Where a key path stands; of one that is missing, where the nearest thing around it stands. */
export function placeOf(tree: Tree, path: string): Place {
  let at = path
  for (;;) {
    const place = tree.places.get(at)
    if (place !== undefined) return place
    const cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))
    if (cut < 0) return tree.places.get('') ?? { source: 'rules', line: null, column: null }
    at = at.slice(0, cut)
  }
}

/**
 * The child laid over its parent: maps key by key, anything else replaced. A map of another `kind` replaces the whole map,
 * since the keys of two kinds do not mix.
 */
export function mergeTrees(parent: Tree, child: Tree): Tree {
  return {
    value: merged(parent.value, child.value),
    places: new Map([...parent.places, ...child.places]),
  }
}

function merged(parent: unknown, child: unknown): unknown {
  if (!isPlainMap(parent) || !isPlainMap(child)) return child
  if ('kind' in child && child['kind'] !== parent['kind']) return child
  const result: Record<string, unknown> = { ...parent }
  for (const [key, value] of Object.entries(child)) {
    result[key] = Object.hasOwn(parent, key) ? merged(parent[key], value) : value
  }
  return result
}

export const isPlainMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
