/**
 * Runs studies and writes studies/results.json and the table of studies/README.md.
 *
 *   npm run studies [ID...] [-- --out FILE]       (all without an ID; reads KONDOR_REAL_DATA, default ../shared/data)
 *
 * Results of studies that are not run stay as they are. The same data gives the same bytes.
 */
import { parseArgs } from 'node:util'
import { runAndWrite, unknownStudies } from './write-results.ts'

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true })
const unknown = unknownStudies(positionals)
if (unknown.length > 0) throw new Error(`no study ${unknown.join(', ')}`)
await runAndWrite(positionals, values.out)
