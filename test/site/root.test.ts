import { describe, expect, it } from 'vitest'
import { memoryShelf } from '../../lib/adapters/memory-shelf.ts'
import type { Service } from '../../lib/service/service.ts'
import { placesOf } from '../../lib/site/places.ts'
import { keepRoot, rootOf } from '../../lib/site/root.ts'
import { fakeClock, fakeJournal } from '../fakes.ts'
import { aService, eleven } from '../given.ts'

const hostile = aService({ id: 'dgt', code: 'TR', name: { es: 'la <b>DGT</b>' } })
const both = [aService(), hostile]
const placed = (services: readonly Service[]) => {
  const known = new Map(services.map(service => [service.id, service]))
  return [known, placesOf([...known.keys()], 'https://page.example')] as const
}
const filesOf = (services: readonly Service[]) => rootOf(...placed(services)).map(({ make }) => make())

describe('the root', () => {
  it('of one service is its own, but for what is missing', () => {
    expect(filesOf([aService()]).map(({ path }) => path)).toEqual(['404.html'])
  })

  it('of several lists them, each by its name and folder', () => {
    const list = filesOf(both).find(({ path }) => path === 'index.html')?.body
    expect(list).toContain('<a href="seguridad-social/">la Seguridad Social</a>')
    expect(list).toContain('<a href="dgt/">la &lt;b&gt;DGT&lt;/b&gt;</a>')
  })

  it('leads from a missing page to the first, and no search to it', () => {
    const [missing] = filesOf(both)
    expect(missing?.body).toContain('<a href="/">')
    expect(missing?.body).toContain('<meta name="robots" content="noindex">')
  })
})

describe('keeping the root', () => {
  it('writes what is not there yet, or otherwise', async () => {
    const shelf = memoryShelf()
    const written: string[] = []
    const put: typeof shelf.put = (file, over) => {
      written.push(file.path)
      return shelf.put(file, over)
    }
    const ports = { shelf: { ...shelf, put }, clock: fakeClock(eleven), journal: fakeJournal() }
    await keepRoot(ports, ...placed([aService(), aService({ id: 'dgt', code: 'TR' })]))
    await keepRoot(ports, ...placed([aService(), aService({ id: 'dgt', code: 'TR' })]))
    expect(written).toEqual(['404.html', 'index.html'])
    await keepRoot(ports, ...placed(both))
    expect(written.slice(2)).toEqual(['index.html'])
    expect(shelf.files.get('index.html')?.body).toContain('DGT')
  })
})
