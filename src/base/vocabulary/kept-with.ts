/** What is made of an object, made at the first question and kept as long as the object itself. The object must never change. */
export function keptWith<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const kept = new WeakMap<K, { readonly value: T }>()
  return (of) => {
    const known = kept.get(of)
    if (known !== undefined) return known.value
    const value = make(of)
    kept.set(of, { value })
    return value
  }
}
