import { describe, expect, it } from 'vitest'
import { isQuery, readRequest } from '../../lib/operate/request.ts'
import { aDesk } from './stage.ts'

const hold = { command: 'hold', request: 'r', by: 'ana' }
const wrong = (over: object) => {
  const read = readRequest({ ...hold, ...over })
  return 'wrong' in read ? read.wrong : read
}

describe('a key that no command has', () => {
  it.each([
    ['dryRunn', { dryRunn: true }, 'dryRunn: no such key; did you mean "dryRun"?'],
    ['dryrun', { dryrun: true }, 'dryrun: no such key; did you mean "dryRun"?'],
    [
      'one of another command',
      { incident: 'SS-0001' },
      'incident: no such key; there are request, by, service, dryRun, command, channel, why',
    ],
  ])('is refused by its name: %s', (_, over, says) => {
    expect(wrong(over)).toBe(says)
  })

  it('is refused of a question too', () => {
    expect(wrong({ command: 'incidents', al: true })).toBe('al: no such key; did you mean "all"?')
  })

  it('changes nothing', async () => {
    const desk = aDesk()
    expect(await desk.say({ command: 'hold', dryRunn: true })).toMatchObject({ is: 'invalid' })
    expect((await desk.record()).holds).toEqual({})
  })
})

describe('who asks', () => {
  it.each([
    ['more than a line', 'ana\nluis'],
    ['a control', 'ana\u001b[2J'],
    ['a sign that turns the direction', 'ana\u202e'],
  ])('is no name with %s', (_, by) => {
    expect(wrong({ by })).toBe('by: one line, without signs that nobody sees')
  })

  it('has a name of at most 200 characters', () => {
    expect(wrong({ by: 'a'.repeat(201) })).toBe('by: at most 200 characters')
    expect(wrong({ by: 'a'.repeat(200) })).toMatchObject({ command: { by: 'a'.repeat(200) } })
  })
})

describe('what is wrong', () => {
  const note = { command: 'note', incident: 'SS-0001', text: 'Ya está.' }
  it.each([
    ['an empty text', { ...note, text: ' ' }, 'text: some text'],
    ['no text', { ...note, text: undefined }, 'text: some text'],
    ['a text that is none', { ...note, text: 7 }, 'text: some text'],
    ['a text without end', { ...note, text: 'a'.repeat(2_001) }, 'text: at most 2000 characters'],
    ['no incident', { command: 'ack' }, 'incident: an incident such as SS-0001'],
    ['a number for an incident', { command: 'ack', incident: 1 }, 'incident: an incident such as SS-0001'],
    ['maintenance of nothing', { command: 'plan', from: '1', to: '2' }, 'components: at least one component'],
    ['a maybe', { ...note, public: 'yes' }, 'public: true or false'],
    ['a slip of the pen', { command: 'resolv' }, 'command: no such command; did you mean "resolve"?'],
  ])('is said in plain words of %s', (_, over, says) => {
    expect(wrong(over)).toBe(says)
  })

  it('is said of what is no request at all', () => {
    expect(readRequest('hold')).toEqual({ wrong: 'the request: an object that names a command' })
    expect(readRequest({})).toEqual({ wrong: expect.not.stringContaining('Invalid') })
  })
})

describe('a channel that the service has not', () => {
  it.each(['hold', 'release', 'approve', 'skip'])('is refused by %s', async command => {
    const notice = ['approve', 'skip'].includes(command) ? { notice: 'SS-0001/1' } : {}
    expect(await aDesk().say({ command, channel: 'y', ...notice })).toEqual({
      is: 'refused',
      why: expect.stringMatching(/^y is no channel of seguridad-social/),
    })
  })
})

describe('a question', () => {
  it('is told from a command by its name', () => {
    expect(['status', 'export', 'windows'].map(isQuery)).toEqual([true, true, true])
    expect(['hold', 'constructor'].map(isQuery)).toEqual([false, false])
  })

  it('takes what every command takes', () => {
    expect(wrong({ command: 'status', dryRun: true })).toMatchObject({ query: { command: 'status' } })
  })
})
