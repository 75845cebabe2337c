import type { StandInPost } from './posts.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? '')

const clock = new Intl.DateTimeFormat('es-ES', {
  timeZone: 'Europe/Madrid',
  dateStyle: 'long',
  timeStyle: 'short',
})

const style = `
:root { color-scheme: light dark; --line: light-dark(#cfd9de, #38444d); --soft: light-dark(#536471, #9aa7b1) }
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem;
  color: light-dark(#0f1419, #f0f3f4); background: light-dark(#fff, #0c0f12) }
h1 { font-size: 1.25rem; margin: 0 }
header p, time { color: var(--soft); font-size: .9375rem }
ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
li { border-bottom: 1px solid var(--line); padding: 1rem 0; overflow-wrap: anywhere }
li p { margin: 0 0 .25rem; white-space: pre-line }
`

const article = ({ id, text, at }: StandInPost): string =>
  `<li><article id="p${escaped(id)}"><p>${escaped(text)}</p><time datetime="${new Date(at).toISOString()}">${escaped(clock.format(at))}</time></article></li>`

const list = (posts: readonly StandInPost[]): string =>
  posts.length === 0 ? '<p>Todavía no hay mensajes.</p>' : `<ol>\n${posts.map(article).join('\n')}\n</ol>`

const count = (posts: readonly StandInPost[]): string =>
  posts.length === 1 ? '1 mensaje' : `${posts.length} mensajes`

const page = (account: string, title: string, inside: string): string => `<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: imitación local de X</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>@${escaped(account)}</h1>
${inside}
</body>
</html>
`

/** The account as a reader sees it: no script, nothing from elsewhere. `posts` newest first. */
export const xPage = (account: string, posts: readonly StandInPost[]): string =>
  page(
    account,
    `@${escaped(account)}`,
    `<p>${count(posts)}. Es una imitación de X en este ordenador. Nada de esto se ha publicado.</p>
</header>
<main>
${list(posts)}
</main>`,
  )

/** Where somebody lets an app in: the PIN to type there, or that there is none. */
export const pinPage = (account: string, pin: string | undefined): string =>
  page(
    account,
    'Autorizar',
    `<p>Es una imitación de X en este ordenador.</p>
</header>
<main>
${pin === undefined ? '<p>Esta dirección no vale o ya se ha usado.</p>' : `<p>Tu PIN: <strong>${escaped(pin)}</strong></p>`}
</main>`,
  )
