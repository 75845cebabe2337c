import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardOf } from '../../lib/console/board.ts'
import { boardPage } from '../../lib/console/board-page.ts'
import { confirmPage, refusedPage } from '../../lib/console/confirm-page.ts'
import { sessionOver } from '../../lib/console/door-pages.ts'
import { fieldsOf } from '../../lib/console/fields.ts'
import { manyPage } from '../../lib/console/many-page.ts'
import { rehearsalOf } from '../../lib/console/rehearsal.ts'
import { consoleStyle } from '../../lib/console/style.ts'
import type { Viewer } from '../../lib/console/viewer.ts'
import type { Incident } from '../../lib/incident/record.ts'
import type { Entry } from '../../lib/publish/ledger.ts'
import { at, flight, now, outage } from '../page/facts.ts'
import { factsWith } from './facts.ts'

/** The tags and the texts between them. */
const taken = (text: string) => {
  const tags = [...text.matchAll(/<(\/?[a-z][a-z0-9]*|!doctype)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/g)]
  const rest = tags.reduceRight(
    (left, tag) => left.slice(0, tag.index) + left.slice(tag.index + tag[0].length),
    text,
  )
  return { tags: tags.map(tag => tag[1] ?? ''), rest }
}

/** Every page there is, with one text in every place where somebody's text may stand. */
const pagesWith = (words: string): readonly string[] => {
  const names = { sede: { es: words } }
  const notes = [{ at: now, by: words, text: words }]
  const note = { n: 2, kind: 'update', at: now, facts: { what: 'note', by: words, text: words } } as const
  const ended: Incident = outage({
    id: 'PR-0002',
    status: { is: 'resolved', at: now, how: 'operator', by: words },
  })
  const entry: Entry = { notice: 'PR-0001/1', state: 'unclear', at: now, text: words, id: words, why: words }
  const facts = factsWith({
    file: 'channels: { x: { mode: approve } }\n',
    record: {
      incidents: [
        outage({ names, notes, status: { is: 'acknowledged', at: now, by: words } }, note),
        ended,
        { ...outage({ id: 'PR-0003' }), origin: { is: 'declared', what: 'delays', by: words } },
      ],
      holds: { all: { at: now, by: words, why: words } },
      muted: { sede: 0 },
    },
    ledger: {
      told: { 'PR-0001': { is: 'down', step: 1 } },
      log: [entry],
      flight: { ...flight, text: words },
      waiting: {
        notice: 'PR-0001/2',
        incident: 'PR-0001',
        step: 2,
        kind: 'update',
        text: words,
        at: at('10:44'),
      },
    },
  })
  const { components, ...rest } = facts.service
  const service = {
    ...rest,
    name: { es: words },
    components: components.map(one => ({ ...one, name: { es: words } })),
  }
  const board = boardOf({ ...facts, service })
  const carried = { code: words, service: 'prueba' }
  const viewer: Viewer = { who: words, carried, service, isOneOfMany: true }
  const filled = new URLSearchParams({ text: words, source: words, incident: words, notice: 'PR-0001/2' })
  const fields = fieldsOf(filled.toString())
  const order = { command: 'notice', fields, service, carried } as const
  const done = {
    is: 'done',
    changed: true,
    text: words,
    told: [{ channel: 'x', notice: 'n', text: words, euros: 1 }],
    warnings: [words],
  } as const
  return [
    boardPage(board, viewer, words),
    confirmPage(order, rehearsalOf('notice', [{ ...facts, service }], fields, done), words),
    confirmPage(
      { ...order, command: 'approve' },
      rehearsalOf('approve', [{ ...facts, service }], fields, done),
      words,
    ),
    refusedPage(order, `${words}\n${words}`),
    sessionOver([words]),
    manyPage([{ service, board }], words, words, words),
  ].map(({ markup }) => markup.replace(consoleStyle, ''))
}

const known = pagesWith('palabras').map(text => taken(text).tags)

const empty = new Set(['!doctype', 'meta', 'link', 'input'])
const unclosed = (tags: readonly string[]) =>
  tags.reduce<readonly string[]>((open, tag) => {
    if (empty.has(tag)) return open
    if (!tag.startsWith('/')) return open.concat(tag)
    expect(open.at(-1)).toBe(tag.slice(1))
    return open.slice(0, -1)
  }, [])

describe('every page', () => {
  it('escapes every text, wherever it comes from', () => {
    const hostile = fc.oneof(
      // A line break would begin another line of a refusal.
      fc.string({ unit: 'binary', minLength: 1 }).filter(text => !/[\r\n]/.test(text) && text.trim() !== ''),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x>',
        "' onload='x",
        '</textarea>',
        '</style>',
        '<!--',
        '&lt;',
        '\u0000',
      ),
    )
    fc.assert(
      fc.property(hostile, words => {
        for (const [n, text] of pagesWith(words).entries()) {
          const { tags, rest } = taken(text)
          expect(tags).toEqual(known[n])
          expect(rest).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
        }
      }),
    )
  })

  it('shows that text where it belongs', () => {
    const counts = pagesWith('palabras').map(text => text.split('palabras').length - 1)
    expect(counts.map((count, n) => count >= [20, 8, 4, 5, 1, 4][n]!)).toEqual(counts.map(() => true))
  })

  it('closes every tag, and heads its sections without a gap', () => {
    for (const text of pagesWith('palabras')) {
      expect(unclosed(taken(text).tags)).toEqual([])
      const levels = [...text.matchAll(/<h(\d)/g)].map(match => Number(match[1]))
      expect(levels.filter(level => level === 1)).toHaveLength(1)
      for (const [index, level] of levels.entries())
        expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
    }
  })

  it('gives no two things the same id, and labels every field', () => {
    for (const text of pagesWith('palabras')) {
      const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '')
      expect(new Set(ids).size).toBe(ids.length)
      const named = [...text.matchAll(/(?:for|aria-labelledby|aria-describedby)="([^"]*)"/g)].map(
        ([, id]) => id,
      )
      expect(named.filter(id => !ids.includes(id ?? ''))).toEqual([])
    }
  })
})

describe('the board of a phone', () => {
  const facts = factsWith()
  const viewer: Viewer = {
    who: 'ana',
    carried: { code: 'c', service: 'prueba' },
    service: facts.service,
    isOneOfMany: false,
  }
  const page = (given: Parameters<typeof factsWith>[0] = {}) =>
    boardPage(boardOf(factsWith(given)), viewer).markup
  const ordersIn = (text: string) =>
    [
      ...new Set([...text.matchAll(/name="command" value="([^"]*)"/g)].map(([, command]) => command ?? '')),
    ].toSorted()

  it('has an order for all that can be said now', () => {
    expect(ordersIn(page())).toEqual([
      'ack',
      'false-alarm',
      'hold',
      'note',
      'notice',
      'open',
      'plan',
      'resolve',
    ])
  })

  it('offers to lift, release and rule only where there is something', () => {
    const log = [{ notice: 'PR-0001/1', state: 'unclear', at: now, text: 'Uno.' }] as const
    const given = { record: { muted: { sede: 0 }, holds: { all: { at: now, by: 'luis' } } }, ledger: { log } }
    const orders = ordersIn(page(given))
    expect(orders).toEqual(expect.arrayContaining(['lift', 'release', 'rule']))
    expect(orders).not.toContain('hold')
  })

  it('has the switch in sight, before what is open', () => {
    const text = page()
    const place = text.indexOf('value="hold"')
    expect(place).toBeGreaterThan(0)
    expect(place).toBeLessThan(text.indexOf('id="open"'))
    expect(text.slice(0, place)).not.toContain('<details')
  })

  it('asks before every one of them', () => {
    const steps = [...page().matchAll(/name="step" value="([^"]*)"/g)].map(([, step]) => step)
    expect([...new Set(steps)].toSorted()).toEqual(['ask', 'leave'])
  })
})
