import { expect, it } from 'vitest'
import type { PageFile } from '../../lib/page/file.ts'
import type { Shelf } from '../../lib/ports.ts'

const file = (path: string, body = path): PageFile => ({
  path,
  type: 'text/html; charset=utf-8',
  body,
  keep: 'state',
})

/** What every shelf does. `open` gives an empty one. */
export const shelfContract = (open: () => Promise<Shelf>) => {
  it('is empty before the first write', async () => {
    expect(await (await open()).marks('')).toEqual(new Map())
  })

  it('takes a file where nothing lies, once', async () => {
    const shelf = await open()
    expect(await shelf.put(file('index.html', 'one'), undefined)).toBe('written')
    expect(await shelf.put(file('index.html', 'two'), undefined)).toBe('conflict')
    expect(await shelf.marks('')).toEqual(new Map([['index.html', shelf.markOf('one')]]))
  })

  it('takes a file over the mark that lies there', async () => {
    const shelf = await open()
    await shelf.put(file('index.html', 'one'), undefined)
    expect(await shelf.put(file('index.html', 'two'), shelf.markOf('one'))).toBe('written')
    expect(await shelf.put(file('index.html', 'three'), shelf.markOf('one'))).toBe('conflict')
    expect(await shelf.marks('')).toEqual(new Map([['index.html', shelf.markOf('two')]]))
  })

  it('takes nothing over what is not there', async () => {
    const shelf = await open()
    expect(await shelf.put(file('index.html'), shelf.markOf('gone'))).toBe('conflict')
    expect(await shelf.marks('')).toEqual(new Map())
  })

  it('lists what begins so, and all of it', async () => {
    const shelf = await open()
    const paths = [
      'ca/index.html',
      'index.html',
      'incidents/SS-0001/index.html',
      'api/v2/summary.json',
      'ca/ñ &<.txt',
    ]
    for (const path of paths) await shelf.put(file(path), undefined)
    expect([...(await shelf.marks('')).keys()].toSorted()).toEqual(paths.toSorted())
    expect([...(await shelf.marks('ca/')).keys()].toSorted()).toEqual(['ca/index.html', 'ca/ñ &<.txt'])
  })

  it('marks the same bytes the same, and others not', async () => {
    const shelf = await open()
    await shelf.put(file('a.txt', 'año'), undefined)
    await shelf.put(file('b.txt', 'año'), undefined)
    const marks = await shelf.marks('')
    expect(marks.get('a.txt')).toBe(marks.get('b.txt'))
    expect(shelf.markOf('año')).toBe(marks.get('a.txt'))
    expect(shelf.markOf('ano')).not.toBe(marks.get('a.txt'))
  })

  it('lets one of many racing writers win', async () => {
    const shelf = await open()
    await shelf.put(file('index.html', 'first'), undefined)
    const bodies = Array.from({ length: 8 }, (_, n) => `racer ${n}`)
    const over = shelf.markOf('first')
    const written = await Promise.all(bodies.map(body => shelf.put(file('index.html', body), over)))
    expect(written.filter(one => one === 'written')).toHaveLength(1)
    const winner = bodies[written.indexOf('written')] ?? ''
    expect((await shelf.marks('')).get('index.html')).toBe(shelf.markOf(winner))
  })
}
