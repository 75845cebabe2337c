import { type Markup, markup } from '../page/markup.ts'
import { shell } from './shell.ts'

/** Pages for who has no session. None says anything of what is watched. */

const how = markup`<p>Para entrar, escribe en tu terminal:</p>
<pre tabindex="0" role="region" aria-label="La orden">atalaya console</pre>
<p>Te da un enlace que vale 5 minutos y abre una sesión de una hora.</p>
<p class="hint">Desde el código: <span lang="en">npm run atalaya -- console</span></p>`

const door = (title: string, why: string, more?: Markup): Markup =>
  shell(
    { title },
    markup`<h1>${title}</h1>
<p>${why}</p>${more}
${how}`,
  )

export const noSession = door(
  'Aquí entran solo los operadores',
  'No tienes una sesión abierta, o ya ha caducado.',
)

export const noEntry = {
  expired: door('Este enlace ha caducado', 'Vale 5 minutos desde que se pide.'),
  forged: door('Este enlace no vale', 'Quizá está cortado: ábrelo entero.'),
} as const

/** The session ended while somebody wrote: the words are not lost. */
export const sessionOver = (words: readonly string[]): Markup =>
  door(
    'Tu sesión ha caducado',
    'No se ha hecho nada.',
    words.length === 0
      ? undefined
      : markup`<h2>Lo que habías escrito</h2>${words.map(one => markup`<p class="text">${one}</p>`)}`,
  )

export const wrongOrigin = door(
  'Esto no se ha hecho',
  'La petición no venía de esta página. Ábrela otra vez.',
)

/**
 * Goes on by itself. A redirect would still count as coming from the page that held the link, a chat or a web mail, and
 * a strict cookie stays at home then; what a page of ours loads is our own.
 */
export const entered = shell(
  { title: 'Sesión abierta', to: '/operate' },
  markup`<h1>Sesión abierta</h1><p><a class="link" href="/operate">Entrar</a></p>`,
)

export const unreadable = shell(
  { title: 'No se puede leer' },
  markup`<h1>No se puede leer</h1><p>Lo que hay guardado no es lo que escribimos, y una persona tiene que arreglarlo.</p>
<p>En el manual de avisos está cómo: <code>broken-item</code>.</p><p><a class="link" href="/operate">Probar otra vez</a></p>`,
)

export const noService = (id: string): Markup =>
  shell(
    { title: 'No está' },
    markup`<h1>No está</h1><p>Aquí no se mira nada que se llame ${id}.</p><p><a class="link" href="/operate">Volver</a></p>`,
  )
