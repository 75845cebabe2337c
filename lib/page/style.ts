/** Colours by their use, [light, dark]; each text reaches a contrast of 4.5 on both of its grounds. */
export const colours = {
  ground: ['#ffffff', '#14171a'],
  card: ['#f3f5f7', '#1f2429'],
  text: ['#1b1f23', '#e8ebee'],
  faint: ['#55606a', '#a9b4be'],
  line: ['#c8d0d7', '#3a434b'],
  good: ['#17663a', '#6fd39a'],
  slow: ['#8a4b00', '#f2b35e'],
  bad: ['#b3182a', '#ff8f96'],
  unknown: ['#4b4f9c', '#b3b7ff'],
  quiet: ['#55606a', '#a9b4be'],
} as const

const set = (shade: 0 | 1): string =>
  Object.entries(colours)
    .map(([name, shades]) => `--${name}:${shades[shade]}`)
    .join(';')

const tones = ['good', 'slow', 'bad', 'unknown', 'quiet']
  .map(tone => `.${tone}{color:var(--${tone})}`)
  .join('')

/** The whole style sheet; widths are relative, so that 320 pixels are enough. */
export const style = `:root{${set(0)}}
@media (prefers-color-scheme:dark){:root{${set(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:0}
ul,ol{list-style:none;margin:0;padding:0}
li,article,.summary{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;margin:.4rem 0}
article li{background:none;border:0;border-top:1px solid var(--line);border-radius:0;margin:.4rem 0 0;padding:.4rem 0 0}
p{margin:.3rem 0}.summary{font-size:1.2rem;border-left-width:.5rem;border-left-color:currentcolor}
.name{display:block;font-weight:600}.faint,footer{color:var(--faint)}.text{white-space:pre-line}
${tones}`
