import { type Markup, markup } from '../page/markup.ts'
import type { Service } from '../service/service.ts'
import { type Carried, form } from './form.ts'

export interface Viewer {
  readonly who: string
  readonly carried: Carried
  readonly service: Service
  /** Other services are watched too. */
  readonly isOneOfMany: boolean
}

/** Who speaks here, and the way out. */
export const viewerLine = (who: string, carried: Carried): Markup => markup`
<div class="top"><p class="faint">Eres ${who}</p>${form(carried, { values: [['step', 'leave']], says: 'Salir' })}</div>`
