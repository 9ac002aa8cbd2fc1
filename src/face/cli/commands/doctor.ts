/** `kondor doctor`: what is installed, what is missing, how to get it. */
import { Command } from 'commander'
import { newYorkCivil } from '../../../base/calendar/new-york.ts'
import { systemClock } from '../../../shell/clock/system-clock.ts'
import { runChecks, type Check } from '../../../shell/doctor/checks.ts'
import { kondorHome } from '../../../shell/store/home.ts'
import type { Tone } from '../../view/words.ts'
import { row } from '../../view/words.ts'
import { EXIT } from '../exit-codes.ts'
import { pageWidth, standardPainter, write, writeJson } from '../output.ts'
import { heading, paintLines, rowLines } from '../terminal/layout.ts'
import { webFolder } from '../web-folder.ts'

const TONE: Readonly<Record<Check['state'], Tone>> = { fine: 'good', limited: 'warn', missing: 'bad' }

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Looks at what Kondor needs of this machine and says how to get what is missing.')
    .option('--json', 'print the checks as JSON')
    .addHelpText('after', '\nExit codes: 0 nothing is missing, 69 something Kondor needs is missing.')
    .action(async (options: { readonly json?: true }) => {
      const today = newYorkCivil(systemClock.now()).date
      const checks = await runChecks({ home: kondorHome(), webFolder: webFolder(), today })
      if (options.json === true) await writeJson({ schema: 'kondor.doctor/1', checks })
      else await write(page(checks))
      if (checks.some((check) => check.state === 'missing')) process.exitCode = EXIT.MISSING_RUNTIME
    })
}

function page(checks: readonly Check[]): string {
  const width = pageWidth(process.stdout.columns)
  const rows = checks.map((check) => {
    const state = check.state === 'fine' ? 'fine' : check.state
    return row(
      check.name,
      state,
      check.fix === '' ? check.found : `${check.found}. ${check.fix}`,
      TONE[check.state],
    )
  })
  return paintLines([heading('Kondor on this machine', width), ...rowLines(rows, width)], standardPainter())
}
