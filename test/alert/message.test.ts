import { describe, expect, it } from 'vitest'
import { plainText } from '../../lib/alert/message.ts'
import { ackLink, aMessage, anAlert } from './alerts.ts'

const at = Date.parse('2026-11-21T10:00:00Z')
const opened = anAlert('SS-0001/1', at)
const ended = anAlert('SS-0001/2', at, {
  kind: 'incident-ended',
  severity: 'info',
  title: 'SS-0001: ya funciona la Sede Electrónica',
})
const blind = (id: string) =>
  anAlert(`blind/${id}/1`, at, {
    kind: 'component-blind',
    severity: 'warning',
    components: [id],
    title: `SS: no vemos ${id}`,
    text: `Nadie ve ${id}.`,
  })

describe('a message about one alert', () => {
  it('has its title, its heading and its link', () => {
    expect(aMessage([opened])).toMatchObject({
      title: opened.title,
      severity: 'critical',
      alerts: [opened],
      sections: [
        {
          guide: 'https://example.org/runbook.md#incident-opened',
          ack: { incident: 'SS-0001', link: ackLink },
        },
      ],
    })
  })

  it('reads as plain text', () => {
    expect(plainText(aMessage([opened]))).toBe(
      [
        'SS-0001: no funciona la Sede Electrónica',
        'La Sede Electrónica. Responsable: GISS.',
        'Pasa desde las 11:00.',
        `Para ocuparte de SS-0001: ${ackLink}`,
        'Qué hacer: https://example.org/runbook.md#incident-opened',
      ].join('\n'),
    )
  })

  it('goes out without a link where nobody makes one', () => {
    const [section] = aMessage([opened], { ackLink: () => undefined }).sections
    expect(section).not.toHaveProperty('ack')
  })

  it('has no link where there is nothing to take on', () => {
    expect(aMessage([ended]).sections[0]).not.toHaveProperty('ack')
  })
})

describe('a digest', () => {
  it('says how many and names the worst first', () => {
    const digest = aMessage([ended, blind('web'), opened])
    expect(digest.title).toBe('3 avisos: SS-0001: no funciona la Sede Electrónica')
    expect(digest.severity).toBe('critical')
    expect(digest.sections.map(({ severity }) => severity)).toEqual(['critical', 'warning', 'info'])
  })

  it('folds what says the same of many components', () => {
    const digest = aMessage([blind('web'), blind('sede'), blind('cita')])
    expect(digest.title).toBe('SS: no vemos 3 componentes')
    expect(digest.sections).toMatchObject([{ text: 'Nadie ve web.\nNadie ve sede.\nNadie ve cita.' }])
    expect(digest.alerts.map(({ key }) => key)).toEqual(['blind/web/1', 'blind/sede/1', 'blind/cita/1'])
  })

  it('keeps its title within an SMS', () => {
    const long = { ...opened, title: 'x'.repeat(70) }
    expect(aMessage([long, ended]).title).toHaveLength(70)
  })
})
