import type { PageFile } from '../page/file.ts'
import { type Markup, markup } from '../page/markup.ts'
import { policyInPage } from '../page/policy.ts'
import { sheet } from '../page/sheet.ts'

export interface PlainPage {
  readonly path: string
  readonly title: string
  readonly body: Markup
  /** Nothing that a search should find. */
  readonly isHidden?: boolean
}

/** A page in Spanish that belongs to no service, in the dress of the others. */
export const plainPage = ({ path, title, body, isHidden = false }: PlainPage): PageFile => ({
  path,
  type: 'text/html; charset=utf-8',
  keep: 'page',
  body: markup`<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyInPage}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${isHidden ? markup`<meta name="robots" content="noindex">` : undefined}
<style>${{ markup: sheet }}</style>
</head>
<body>
<main id="content">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.markup,
})
