/**
 * Which `Host` headers are ours. A page on another site can make its own name point at 127.0.0.1 and so reach a local
 * server (DNS rebinding), but it cannot make the browser send another Host.
 */
const LOCAL_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

export function isLocalHost(host: string | undefined): boolean {
  if (host === undefined) return false
  const found = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host)
  return found?.[1] !== undefined && LOCAL_NAMES.has(found[1].toLowerCase())
}
