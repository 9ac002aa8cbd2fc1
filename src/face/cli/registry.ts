/** The commands by name. A command's code is loaded when it is called, so that `--help` is immediate. */
import type { Command } from 'commander'

/** A command module exports its commander command, or a function that makes it. */
type Loaded = Command | (() => Command)

export interface CommandEntry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Loaded>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'today',
    summary: "today's decision: what to do, and why",
    load: async () => (await import('./commands/today.ts')).todayCommand,
  },
  {
    name: 'bridge',
    summary: "today's condor beside the liquidity pool it equals",
    load: async () => (await import('./commands/bridge.ts')).bridgeCommand,
  },
  {
    name: 'indicators',
    summary: 'every indicator and regime as of a day',
    load: async () => (await import('./commands/indicators.ts')).indicatorsCommand,
  },
  {
    name: 'rules',
    summary: 'rule sets: list, show, check, compare',
    load: async () => (await import('./commands/rules.ts')).rulesCommand,
  },
  {
    name: 'import',
    summary: "read vendors' files into the store",
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'data',
    summary: 'what is stored, how fresh, from where',
    load: async () => (await import('./commands/data.ts')).dataCommand,
  },
  {
    name: 'position',
    summary: 'trades as they happened: open, fill, roll, close, import',
    load: async () => (await import('./commands/position.ts')).positionCommand,
  },
  {
    name: 'journal',
    summary: 'the record of decisions, fills and rules: verify, replay, export',
    load: async () => (await import('./commands/journal.ts')).journalCommand,
  },
  {
    name: 'backtest',
    summary: 'a rule set over many days: does it pay, and how sure is that',
    load: async () => (await import('./commands/backtest.ts')).backtestCommand,
  },
  {
    name: 'compare',
    summary: 'rule sets over the same days, with what the differences are worth',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'sweep',
    summary: 'many variants of a rule set on all cores, and what choosing among them is worth',
    load: async () => (await import('./commands/sweep.ts')).sweepCommand,
  },
  {
    name: 'stress',
    summary: 'the book led through crashes of the past',
    load: async () => (await import('./commands/stress.ts')).stressCommand,
  },
  {
    name: 'stats',
    summary: 'growth, risk and drawdown of an index from its month-end levels',
    load: async () => (await import('./commands/stats.ts')).statsCommand,
  },
  {
    name: 'calc',
    summary: 'every formula as a calculator',
    load: async () => (await import('./commands/calc.ts')).calcCommand,
  },
  {
    name: 'pool',
    summary: 'what a liquidity pool earns and loses, and the condor it equals',
    load: async () => (await import('./commands/pool.ts')).poolCommand,
  },
  {
    name: 'claims',
    summary: 'each claim of the method: verdict and evidence',
    load: async () => (await import('./commands/claims.ts')).claimsCommand,
  },
  {
    name: 'model',
    summary: 'the VIX model and the surface model, with their figures',
    load: async () => (await import('./commands/model.ts')).modelCommand,
  },
  {
    name: 'serve',
    summary: 'the Today page and the API, on this machine only',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'start',
    summary: "today's decision in the terminal, then serve the page",
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  {
    name: 'doctor',
    summary: 'what is installed, what is missing, how to get it',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
]

export async function loadCommand(entry: CommandEntry): Promise<Command> {
  const loaded = await entry.load()
  return typeof loaded === 'function' ? loaded() : loaded
}
