/** What a stand-in site shows when it is well. */
export interface PageWords {
  readonly title: string
  /** The text that shows a healthy page. */
  readonly marker: string
}

export const portalMarker = '/wps/portal/'

const html = (title: string, charset: string, body: string) =>
  `<!DOCTYPE html>
<html lang="es">
<head><meta charset="${charset}"><title>${title}</title></head>
<body>
${body}
</body>
</html>
`

/** As on the real ones, words that sound like an outage stand on healthy pages. */
const notice = '<p>Este contenido no está disponible en su idioma. Disculpe las molestias.</p>'

export const healthyPage = ({ title, marker }: PageWords, charset: string): string =>
  html(
    title,
    charset,
    `${notice}\n<main>${'<p>Trámites y gestiones</p>\n'.repeat(200)}</main>\n<p>${marker}</p>`,
  )

export const unmarkedPage = (): string =>
  html('Servicio no disponible', 'utf-8', '<h1>El servicio no está disponible en este momento</h1>')

export const challengePage = (): string =>
  html('Request Rejected', 'utf-8', '<p>The requested URL was rejected. Your support ID is: 17</p>')
