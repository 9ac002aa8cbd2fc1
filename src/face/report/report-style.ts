/** The report's style sheet. Colours are those of the dashboard; a test holds the two equal. */

export const LIGHT = {
  paper: '#f7f6f2',
  surface: '#ffffff',
  ink: '#1a1d21',
  'ink-2': '#585e66',
  rule: '#e3e0d8',
  accent: '#0b6a70',
  gain: '#0a6b4d',
  loss: '#a63a1e',
  bleed: '#6b4fa8',
} as const

export const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  paper: '#101316',
  surface: '#171b1f',
  ink: '#eceae5',
  'ink-2': '#a7adb5',
  rule: '#2b3138',
  accent: '#62c6c0',
  gain: '#63c79c',
  loss: '#f0916f',
  bleed: '#b7a2e8',
}

const variables = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')

export const REPORT_STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
@media print{:root{color-scheme:light;${variables({ ...LIGHT, paper: '#ffffff' })}}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Open Sans',sans-serif;font-variant-numeric:tabular-nums lining-nums;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1000px;padding:20px clamp(14px,3vw,32px) 48px}
h1,h2,h3,p,dl,dd,figure,ul{margin:0}
main{display:grid;gap:clamp(16px,2.4vw,28px);grid-template-columns:minmax(0,1fr)}
header{border-top:3px solid var(--ink);padding-top:14px}
h1{font-size:clamp(1.25rem,2.6vw,1.6rem);font-weight:650;letter-spacing:-.01em;line-height:1.25;text-wrap:balance}
h1 span{color:var(--ink-2);font-weight:400}
.verdict{font-size:clamp(1.9rem,5vw,3rem);font-weight:700;letter-spacing:-.025em;line-height:1.08;margin-top:20px;text-wrap:balance}
.lead{font-size:clamp(1.0625rem,2vw,1.2rem);line-height:1.4;margin-top:8px;max-width:64ch}
.quiet{color:var(--ink-2)}
.good{color:var(--gain)}.bad{color:var(--loss)}
section.card{background:var(--surface);border:1px solid var(--rule);border-radius:10px;padding:clamp(14px,2vw,22px)}
section.card>*+*{margin-top:12px}
h2{font-size:1.0625rem;font-weight:650;line-height:1.3}
h2.file{font-size:1.25rem;margin-top:12px;overflow-wrap:anywhere}
h3{color:var(--ink-2);font-size:.8125rem;font-weight:650}
figcaption{align-items:baseline;color:var(--ink-2);display:flex;flex-wrap:wrap;font-size:.8125rem;gap:4px 18px;justify-content:space-between}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;padding:0}
.legend li::before{border-radius:2px;content:'';display:inline-block;height:3px;margin-right:7px;print-color-adjust:exact;vertical-align:middle;width:18px}
.key-fees::before{background:var(--gain)}.key-lvr::before{background:var(--bleed)}.key-price::before{background:var(--accent)}
svg{display:block;height:auto;max-width:100%;overflow:visible}
.narrow{display:none}
@media screen and (max-width:640px){.narrow{display:block}.wide{display:none}}
svg text{fill:var(--ink-2);font-size:12px}
svg .label{fill:var(--ink)}
.halo{paint-order:stroke;stroke:var(--surface);stroke-width:4px}
.middle{text-anchor:middle}.end{text-anchor:end}
.grid{stroke:var(--rule)}.base{stroke:var(--ink-2)}
.area-lvr,.bar-lvr{fill:var(--bleed);fill-opacity:.26}
.edge-gain{fill:var(--gain);fill-opacity:.2}.edge-loss{fill:var(--loss);fill-opacity:.26}
.line-lvr,.line-fees,.line-price{fill:none;stroke-linejoin:round;stroke-width:2}
.line-lvr{stroke:var(--bleed)}.line-fees{stroke:var(--gain)}.line-price{stroke:var(--accent);stroke-width:1.5}
.whisker{stroke:var(--bleed);stroke-width:2}
.band{fill:var(--accent);fill-opacity:.22}
.dot{fill:var(--accent)}
.extreme{stroke:var(--ink-2);stroke-dasharray:2 4}
.rows{columns:2;column-gap:40px}
@media (max-width:640px){.rows{columns:1}}
.row{break-inside:avoid;column-gap:12px;display:grid;font-size:.9375rem;grid-template-columns:minmax(0,1fr) auto;padding:4px 0}
.row dd{font-weight:600;text-align:right}
.row .note{color:var(--ink-2);font-size:.8125rem;font-weight:400;grid-column:1/-1;line-height:1.35;text-align:left}
.scroll{background:linear-gradient(to left,var(--surface) 50%,transparent) right/40px 100% no-repeat local,linear-gradient(to left,color-mix(in srgb,var(--ink) 16%,transparent),transparent) right/12px 100% no-repeat scroll;overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;font-size:.9375rem;width:100%}
caption{color:var(--ink-2);font-size:.8125rem;font-weight:650;padding-bottom:4px;text-align:left}
th,td{border-bottom:1px solid var(--rule);font-weight:400;padding:6px 14px 6px 0;text-align:left;white-space:nowrap}
thead th{color:var(--ink-2);font-size:.8125rem}
tbody tr:last-child>*{border-bottom:0}
.numeric{padding:6px 0 6px 14px;text-align:right}
.numeric+:not(.numeric){padding-left:20px}
.numeric~td:not(.numeric):last-child:not(:empty){min-width:11em;white-space:normal}
@media screen and (max-width:640px){table{font-size:.8125rem}th,td{padding:5px 10px 5px 0}.numeric{padding:5px 0 5px 10px}tbody th{background:var(--surface);left:0;max-width:9.5em;min-width:6em;position:sticky;white-space:normal}caption{max-width:calc(100vw - 64px)}}
.doubt{color:var(--ink-2);display:block;font-size:.75rem}
.small{font-size:.8125rem}
.caveat{border-left:3px solid var(--bleed);padding-left:14px}
.definitions{display:grid;gap:14px clamp(20px,3vw,40px);grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}
.definitions dt{font-weight:600}
.definitions dd{color:var(--ink-2);font-size:.9375rem}
@media print{html{font-size:12px}body{max-width:none;padding:0}section.card{border-color:#ccc;break-inside:avoid-page}.scroll{overflow:visible}}
`
