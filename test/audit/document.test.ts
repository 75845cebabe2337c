import { describe, expect, it } from 'vitest'
import { documentOf } from '../../lib/audit/document.ts'
import es from '../../lib/audit/es.json' with { type: 'json' }
import { plain } from '../../lib/audit/markdown.ts'
import { localIn, reasonWords } from '../../lib/audit/said.ts'
import { bannedWords } from '../../lib/words/gates.ts'
import { readability } from '../../lib/words/readability.ts'
import { aService } from '../given.ts'
import { aWorld } from '../publish/world.ts'
import { exported, outage } from './outage.ts'

const rowsOf = (text: string, title: string): readonly string[] => {
  const section = text.split('\n## ').find(part => part.startsWith(title)) ?? ''
  return section.split('\n').filter(line => line.startsWith('|'))
}

describe('the document', () => {
  it('tells when it failed, in local time and from where', async () => {
    const text = documentOf(await exported(await outage()))
    expect(text).toContain(
      'la Sede Electrónica: 4 miradas con fallo, entre el 21/11/2026, 11:02:56 (UTC+1) y el',
    )
    expect(rowsOf(text, es.sections.unreachable)[2]).toBe(
      '| la Sede Electrónica | 21/11/2026, 11:02:56 (UTC+1) | 21/11/2026, 11:04:56 (UTC+1) | 3 | home (3) |  |',
    )
  })

  it('begins in words that people would use', async () => {
    const evidence = await exported(await outage())
    const named = (components: Readonly<Record<string, string>>, name = 'el SEPE') => {
      const { incident, service } = evidence
      return documentOf({ ...evidence, incident: { ...incident, components }, service: { ...service, name } })
    }
    expect(named({ sede: 'la Sede', citas: 'las citas' })).toContain('sobre la Sede y las citas del SEPE.')
    expect(named({})).toContain('anotó Atalaya sobre un aviso del SEPE.')
  })

  it('tells every step, post and command', async () => {
    const text = documentOf(await exported(await outage()))
    expect(rowsOf(text, es.sections.steps)).toHaveLength(2 + 3)
    expect(rowsOf(text, es.sections.posts)).toHaveLength(2 + 4)
    expect(rowsOf(text, es.sections.posts).at(-1)).toContain('es público (5002)')
    expect(rowsOf(text, es.sections.commands).at(-1)).toContain('decir que ya se sabe | caso: SS-0001')
  })

  it('bears the seal of the file and the end of every chain', async () => {
    const evidence = await exported(await outage())
    const text = documentOf(evidence)
    for (const { head } of evidence.chains) expect(text).toContain(`| ${head.n} | \`${head.hash}\``)
    expect(text).toContain(evidence.seal)
    expect(text).toContain('verify SS-0001.json')
  })

  it('names no operator', async () => {
    const world = await outage()
    await world.say({ command: 'hold', channel: 'x', why: 'por si acaso' })
    const evidence = await exported(world)
    expect(JSON.stringify(evidence)).toContain('"by":"ana"')
    expect(documentOf(evidence)).not.toMatch(/\bana\b/)
  })

  it('says where nothing was found, and where there is no log', async () => {
    const evidence = await exported(await outage())
    const bare = { ...evidence, unreachable: [], posts: [], chains: [] }
    expect(documentOf(bare)).toContain(`## ${es.sections.unreachable}\n\n${es.none}`)
    expect(documentOf(bare)).toContain(es.noLog)
  })

  it('says free text as it stands, and no more', async () => {
    const world = aWorld(aService())
    await world.rounds('ddd')
    const text = 'uno | dos\n# tres <script>alert(1)</script> [a](javascript:b) *c* `d`'
    await world.say({ command: 'note', incident: 'SS-0001', text, public: false })
    const row = rowsOf(documentOf(await exported(world)), es.sections.commands).at(-1) ?? ''
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(4)
    expect(row).not.toMatch(/(?<!\\)[<>*`#[\]]/)
    expect(row).toContain('para el público: no')
  })
})

describe('what it is told with', () => {
  it.each([
    ['Europe/Madrid', '2026-10-25T00:30:00.000Z', '25/10/2026, 02:30:00 (UTC+2)'],
    ['Europe/Madrid', '2026-10-25T01:30:00.999Z', '25/10/2026, 02:30:00 (UTC+1)'],
    ['Atlantic/Canary', '2026-11-21T10:00:01Z', '21/11/2026, 10:00:01 (UTC+0)'],
    ['America/St_Johns', '2026-11-21T10:00:00Z', '21/11/2026, 06:30:00 (UTC-3:30)'],
    ['Europe/Madrid', 'ayer', 'ayer'],
  ])('in %s, %s is %s', (zone, iso, said) => {
    expect(localIn(zone)(iso)).toBe(said)
  })

  it.each([
    ['timeout-tcp', 'no contestó a tiempo (timeout-tcp)'],
    ['status-503-retry-after', 'contestó con un código de error (status-503-retry-after)'],
    ['no-marker', 'faltaba en la página lo que siempre tiene (no-marker)'],
    ['timeoutish', 'timeoutish'],
  ])('%s is %s', (reason, said) => {
    expect(reasonWords(reason)).toBe(said)
  })

  it('leaves nothing of a text that would be read as Markdown', () => {
    expect(plain('a|b\r\n<i>_c_</i>\u202e \u200b`d` ![e](f)')).toBe(
      'a\\|b \\<i\\>\\_c\\_\\</i\\> \\`d\\` \\!\\[e\\]\\(f\\)',
    )
  })

  it('has words that people read with ease', () => {
    const sentences = [es.intro, ...Object.values(es.about), es.none, ...es.meaning].join(' ')
    expect(readability(sentences).inflesz).toBeGreaterThanOrEqual(65)
    expect(readability(sentences).longest).toBeLessThanOrEqual(24)
    expect(bannedWords(sentences)).toEqual([])
  })
})
