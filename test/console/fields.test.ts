import { describe, expect, it } from 'vitest'
import { fieldsOf, ownWords, requestOf } from '../../lib/console/fields.ts'

const asker = { by: 'ana', request: 'r1', dryRun: true }
const made = (fields: Readonly<Record<string, string>>) =>
  requestOf(fieldsOf(new URLSearchParams(fields).toString()), asker)

describe('the request of a form', () => {
  it('is said by the person of the session, whatever the form says', () => {
    expect(made({ command: 'ack', incident: 'SS-0001', by: 'luis', request: 'r2', dryRun: 'false' })).toEqual(
      {
        command: 'ack',
        incident: 'SS-0001',
        ...asker,
      },
    )
  })

  it('has words on one line, and no empty ones', () => {
    const fields = { command: 'notice', text: ' Uno.\r\n\r\n Dos. ', source: ' ', why: '' }
    expect(made(fields)).toEqual({ command: 'notice', text: 'Uno. Dos.', ...asker })
  })

  it('approves the very words that it showed', () => {
    expect(made({ command: 'approve', notice: 'SS-0001/1', text: 'Uno.\r\n Dos. ' })).toMatchObject({
      text: 'Uno.\n Dos. ',
    })
  })

  it('takes every component that is marked', () => {
    const body = 'command=plan&components=sede&components=web&from=02:00&to=06:00&service=prueba'
    expect(requestOf(fieldsOf(body), asker)).toMatchObject({
      components: ['sede', 'web'],
      service: 'prueba',
    })
  })

  it('is public only where that is marked', () => {
    expect(made({ command: 'note', text: 'Uno.' })).not.toHaveProperty('public')
    expect(made({ command: 'note', text: 'Uno.', public: 'yes' })).toMatchObject({ public: true })
  })

  it("knows a person's own words from those of the machine", () => {
    expect(ownWords(fieldsOf('command=notice&text=Uno&source=Dos'))).toEqual(['Uno', 'Dos'])
    expect(ownWords(fieldsOf('command=approve&text=Uno'))).toEqual([])
  })
})
