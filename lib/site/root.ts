import { markup } from '../page/markup.ts'
import type { Making } from '../page/site.ts'
import { nameIn, type Service } from '../service/service.ts'
import { type LayPorts, lay } from './lay.ts'
import type { SitePlace } from './places.ts'
import { type PlainPage, plainPage } from './plain-page.ts'

const making = (page: PlainPage): Making => ({ path: page.path, make: () => plainPage(page) })

/** What is shown for an address that there is not, wherever it is: its links begin at the root. */
export const missing: PlainPage = {
  path: '404.html',
  title: 'Esta página no existe',
  isHidden: true,
  body: markup`<p>La dirección puede estar mal escrita.</p>
<p><a href="/">Ver cómo va ahora</a></p>`,
}

const several = (all: readonly (readonly [Service, SitePlace])[]): PlainPage => ({
  path: 'index.html',
  title: 'Elige un organismo',
  body: markup`<ul>${all.map(
    ([{ name }, { folder }]) => markup`
<li><a href="${folder}">${nameIn(name, 'es')}</a></li>`,
  )}</ul>`,
})

/** What lies at the root and belongs to no service: a list of them, if there are several, and the page for what is missing. */
export const rootOf = (
  services: ReadonlyMap<string, Service>,
  places: (id: string) => SitePlace,
): readonly Making[] => {
  const all = [...services.values()].map(service => [service, places(service.id)] as const)
  return [making(missing), ...(all.length === 1 ? [] : [making(several(all))])]
}

/** Writes them where they are not there yet. Throws what the shelf throws. */
export const keepRoot = async (
  ports: LayPorts,
  services: ReadonlyMap<string, Service>,
  places: (id: string) => SitePlace,
): Promise<void> => {
  const files = rootOf(services, places)
  const marks = await Promise.all(files.map(({ path }) => ports.shelf.marks(path)))
  // Whoever wrote meanwhile wrote the same.
  await lay(ports, { service: 'root', folder: '' }, files, new Map(marks.flatMap(some => [...some])))
}
