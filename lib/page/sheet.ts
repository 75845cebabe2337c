/** Colours by their use, [light, dark]; each text reaches a contrast of 4.5 on both of its grounds. */
const palette = {
  ground: ['#ffffff', '#12161a'],
  card: ['#f4f6f8', '#1c2228'],
  text: ['#15191d', '#e9edf0'],
  faint: ['#505a64', '#aab5bf'],
  line: ['#ccd4db', '#3a444d'],
  link: ['#1d4f91', '#9cc4ff'],
  good: ['#17663a', '#6fd39a'],
  slow: ['#8a4b00', '#f2b35e'],
  bad: ['#b3182a', '#ff9298'],
  unknown: ['#4b4f9c', '#b9bcff'],
  closed: ['#275f7a', '#7fcbe8'],
  quiet: ['#505a64', '#aab5bf'],
} as const

const set = (shade: 0 | 1): string =>
  Object.entries(palette)
    .map(([name, shades]) => `--${name}:${shades[shade]}`)
    .join(';')

const moods = ['good', 'slow', 'bad', 'unknown', 'closed', 'quiet']
  .map(mood => `.${mood}{color:var(--${mood})}`)
  .join('')

/** The parts of a wait, from the bottom up; neighbours differ in lightness, too. */
const phases = [
  ['dns', '#1f3a68', '#8fb3ff'],
  ['tcp', '#5b8bd0', '#3c66ad'],
  ['tls', '#17557a', '#8fd6f0'],
  ['wait', '#a8c7e8', '#35566f'],
  ['receive', '#3f4a55', '#c9d2da'],
] as const

const fills = (shade: 1 | 2): string =>
  phases.map(([name, ...shades]) => `.${name}{fill:${shades[shade - 1]}}`).join('')

const layout = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:44rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;border-top:1px solid var(--line);color:var(--faint)}
a{color:var(--link);text-underline-offset:.15em}a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-100vw}.skip:focus{position:static;display:block;padding:.6rem 1rem}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.25rem);margin:0 0 .75rem;letter-spacing:-.01em}
h2{font-size:1.35rem;margin:2.75rem 0 .75rem}h3{font-size:1.0625rem;margin:0}
p{margin:.5rem 0}ul,ol,dl{margin:.5rem 0;padding:0;list-style:none}dd{margin:0}
.faint,.when{color:var(--faint)}.faint,.when,.ends{font-size:.9375rem}
.site{font-weight:700;font-size:1.125rem;margin:0}.site a{color:inherit;text-decoration:none}
.languages,.parts{display:flex;flex-wrap:wrap;gap:0 1rem}
.languages a,.parts a{display:inline-block;padding:.3rem 0;min-height:1.5rem}
[aria-current]{color:var(--text);font-weight:700;text-decoration:none}`

const parts = `.news{margin:1.25rem 0 0;padding:1.25rem;border-left:.5rem solid currentcolor;background:var(--card)}
.news h1{color:inherit}.news p{color:var(--text)}.news p:last-child{margin-bottom:0}
.sign{display:inline-block;min-width:1em;font-weight:700}
.over{margin:1.5rem 0 .25rem;color:var(--faint)}main>h1{margin-top:1.5rem}.over+h1{margin-top:0}
.rows li,.lines li{padding:.75rem 0;border-top:1px solid var(--line)}
.rows li:last-child,.lines li:last-child{border-bottom:1px solid var(--line)}
.name,.lines .faint{display:block}.name{font-weight:600}.state{margin-left:.35rem}
article{margin:1rem 0;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:.4rem}
.facts{display:grid;gap:.25rem}.facts div{display:flex;flex-wrap:wrap;gap:0 .5rem}.facts dt{color:var(--faint)}.facts dd{font-weight:600}
.notes li{padding:.6rem 0;border-top:1px solid var(--line)}.notes p{margin:.1rem 0}
.phones li{padding:.35rem 0}.questions dt{font-weight:600;margin-top:.9rem}
.own{margin:.5rem 0 0}.days{margin:1.5rem 0}.bars,.times{display:block;width:100%}.bars{height:2.25rem}.times{height:7rem;margin-bottom:1.25rem;border:solid var(--line);border-width:1px 0}
.bars path{fill:none;stroke:currentcolor;stroke-width:3}.bars .none{stroke:var(--faint)}.bars .closed{stroke-dasharray:3}.bars .unknown{stroke-width:1.5;stroke-dasharray:2}
.ends{display:flex;justify-content:space-between;margin:.15rem 0}
summary{padding:.5rem 0;cursor:pointer;color:var(--link)}.timing{border-top:1px solid var(--line)}.timing>summary{font-weight:600}
.times path{stroke:var(--ground);stroke-width:.6}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}.legend svg{width:.9em;height:.9em;border:1px solid var(--faint)}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}th{font-weight:600}
.wide{overflow-x:auto}.wide table{overflow-wrap:normal}.wide td{text-align:right}`

const media = `@media (min-width:36rem){.rows li{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}}
@media (forced-colors:active){.bars path{stroke:CanvasText}.times path,.legend path{fill:Canvas;stroke:CanvasText;stroke-width:1}.news{border-color:CanvasText}}
@media print{.skip,nav,summary{display:none}body{background:#fff;color:#000}article{break-inside:avoid}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}`

/** The whole style sheet of the public page; widths are relative, so that 320 pixels are enough. */
export const sheet = `:root{${set(0)}}
@media (prefers-color-scheme:dark){:root{${set(1)}}}
${layout}
${parts}
${moods}${fills(1)}
@media (prefers-color-scheme:dark){${fills(2)}}
${media}`
