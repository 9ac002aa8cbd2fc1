/** Options that say where a report goes, not what is in it: with a value, or without. */
const WITH_VALUE = new Set(['--html', '--workers'])
const ALONE = new Set(['--json', '--resume'])

/** The command as it was typed, so that it can be typed again; without what does not change the report. */
export function commandLine(args: readonly string[]): string {
  const kept: string[] = []
  for (let i = 0; i < args.length; i += 1) {
    const [name] = args[i].split('=')
    if (ALONE.has(args[i])) continue
    if (WITH_VALUE.has(name)) {
      if (!args[i].includes('=')) i += 1
      continue
    }
    kept.push(quoted(args[i]))
  }
  return ['kondor', ...kept].join(' ')
}

const quoted = (text: string): string =>
  /^[\w@%+=:,./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
