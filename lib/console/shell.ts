import { type Markup, markup, type Part } from '../page/markup.ts'
import { consoleStyle } from './style.ts'

export interface Shell {
  /** Also what a screen reader says first, so the news comes first in it. */
  readonly title: string
  /** Goes to this path by itself, at once. */
  readonly to?: string
}

/** One whole page in Spanish: no script, nothing loaded from elsewhere, readable on a phone. */
export const shell = ({ title, to }: Shell, main: Part): Markup => markup`<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
${to === undefined ? undefined : markup`<meta http-equiv="refresh" content="0;url=${to}">`}
<title>${title} · Atalaya</title>
<link rel="icon" href="data:,">
<style>${{ markup: consoleStyle }}</style>
</head>
<body><main>
${main}
</main></body>
</html>
`
