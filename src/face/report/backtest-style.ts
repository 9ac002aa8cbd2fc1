/** What reports of runs add to the style of every report: colours of lines and of ledger lines, tables of months. */

/** Beyond the palette of the dashboard; each pair stands apart from its paper and from its neighbours. */
const LIGHT_LINES = { amber: '#8a6100', sky: '#2b62b8', rose: '#a3386f', olive: '#5f6b12' } as const
const DARK_LINES: Readonly<Record<keyof typeof LIGHT_LINES, string>> = {
  amber: '#e0b354',
  sky: '#83b0f5',
  rose: '#f093c0',
  olive: '#c0cc6a',
}

const variables = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')

/** The colour of a ledger line, and of the nth run of a comparison. */
const LINE_COLOURS: Readonly<Record<string, string>> = {
  time: 'gain',
  lvr: 'bleed',
  delta: 'sky',
  volatility: 'amber',
  costs: 'loss',
  interest: 'olive',
  rates: 'ink-2',
  mark: 'ink-2',
}
export const RUN_COLOURS = ['accent', 'bleed', 'loss', 'amber', 'sky', 'rose', 'gain', 'olive'] as const
const OTHER = 'rose'

export const colourOf = (line: string): string => LINE_COLOURS[line] ?? OTHER

const colourRules = [...new Set([...Object.values(LINE_COLOURS), ...RUN_COLOURS, OTHER])]
  .map(
    (name) =>
      `.fill-${name}{fill:var(--${name})}.stroke-${name}{fill:none;stroke:var(--${name});stroke-linejoin:round;stroke-width:1.75}.legend .key-${name}::before{background:var(--${name})}`,
  )
  .join('\n')

export const BACKTEST_STYLE = `
:root{${variables(LIGHT_LINES)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK_LINES)}}}
@media print{:root{${variables(LIGHT_LINES)}}}
${colourRules}
.stroke-quiet{fill:none;stroke:var(--ink-2);stroke-dasharray:4 4;stroke-width:1.5}
.legend .key-quiet::before{background:var(--ink-2)}
.under{fill:var(--loss);fill-opacity:.3}
.legend .key-under::before{background:var(--loss)}
.bar-gain{fill:var(--gain);fill-opacity:.75}.bar-loss{fill:var(--loss);fill-opacity:.75}
.legend .key-gain::before{background:var(--gain)}.legend .key-loss::before{background:var(--loss)}
.other{fill:var(--ink-2);fill-opacity:.45}
.net{stroke:var(--ink);stroke-width:2.5}
.span{stroke-width:2.5;stroke-linecap:round}
.banners{border-left:3px solid var(--loss);display:grid;gap:4px;list-style:none;margin-top:16px;padding-left:14px}
.months td,.months th{font-size:.8125rem;min-width:0;padding:5px 6px;text-align:right}
.months tbody th{text-align:left;font-weight:650;min-width:0}
.months .year{font-weight:650}
.months thead th:first-child{text-align:left}
.heat tbody th{font-weight:400}.heat td{min-width:4.5em}
.up{background:color-mix(in srgb,var(--gain) var(--depth),transparent)}
.down{background:color-mix(in srgb,var(--loss) var(--depth),transparent)}
.columns{columns:380px 2;column-gap:clamp(20px,3vw,40px)}
.columns>div{break-inside:avoid;margin-bottom:18px}
.columns h3{margin-bottom:2px}
.columns .rows{columns:1}
.hash{color:var(--ink-2);font-size:.8125rem;overflow-wrap:anywhere}
code{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
`
