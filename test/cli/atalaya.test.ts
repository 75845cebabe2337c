import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asked } from '../../cli/asked.ts'
import { verbHelp } from '../../cli/help.ts'
import { again } from '../../cli/operator.ts'
import { operatorAt } from '../../cli/place.ts'
import { verbs } from '../../cli/verbs.ts'
import { end, listen } from '../../local/listen.ts'
import { command } from './command.ts'

const faultOf = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (fault) {
    return fault
  }
}

describe('what to do without an answer', () => {
  const order = { command: 'ack', request: 'r1', by: 'ana' }
  it('is to repeat a command by its request', () => {
    expect(again(order)).toBe('say it again with --request r1: a repeat changes nothing twice')
  })

  it.each([{ command: 'status' }, { command: 'console' }, { dryRun: true }])('is to ask again: %j', over => {
    expect(again({ ...order, ...over })).toBe('ask again')
  })
})

describe('npm run atalaya', () => {
  let folder = ''
  const atalaya = (...args: string[]) => command('atalaya.ts', args, folder)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-cli-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    ['no command', [], /no command/],
    ['an unknown command', ['close', 'SS-0001'], /"close" is no command/],
    ['a slip of the pen', ['resolv', 'SS-0001'], /did you mean "resolve"\?/],
    ['half a command', ['maintenance'], /maintenance is one of: maintenance plan, maintenance list/],
    ['no incident', ['ack'], /ack needs INCIDENT, as in: atalaya ack SS-0007/],
    ['an incident that is none', ['ack', 'ss1'], /"ss1" is no incident/],
    ['two incidents', ['ack', 'SS-0001', 'SS-0002'], /"SS-0002" is too much/],
    ['words without quotes', ['note', 'SS-0001', 'two', 'words'], /put the text in quotes/],
    ['an empty text', ['note', 'SS-0001', ' '], /TEXT is empty/],
    ['a notice that is none', ['skip', 'SS-0001'], /"SS-0001" is no notice; they look like SS-0001\/2/],
    ['a ruling that is none', ['rule', 'SS-0001/1', 'landing'], /did you mean "landed"\?/],
    [
      'a failure of no kind',
      ['open', 'oficinas', '--what', 'closed'],
      /there are not-working, office-closed/,
    ],
    ['a notice without a source', ['notice', 'Es mentira.'], /--source is missing/],
    ['maintenance of nothing', ['maintenance', 'plan'], /--component is missing/],
    [
      'maintenance without an end',
      ['maintenance', 'plan', '--component', 'a', '--from', 'b'],
      /--to is missing/,
    ],
    ['an incident for status', ['status', 'SS-0001'], /"SS-0001" is too much/],
    ['nobody', ['ack', 'SS-0001', '--by', ' '], /--by takes some text/],
    ['another machine', ['status', '--local', 'http://example.org'], /an address of this machine/],
    ['two places', ['status', '--url', 'https://a.example', '--data', 'd'], /have no place beside it/],
    ['a place in the clear', ['status', '--url', 'http://a.example'], /--url takes an https:\/\/ address/],
    ['an unknown flag', ['status', '--force'], /--force/],
    ['an option before its command', ['--json', 'status'], /after the command, as in: atalaya status --json/],
    ['options alone', ['--json', '--dry-run'], /no command: --help lists them/],
  ])('makes no sense of %s', (_, args, says) => {
    const fault = faultOf(() => {
      const wanted = asked(args, verbs)
      if (wanted.is === 'order') operatorAt(wanted.place, {}, () => {})
    })
    expect(fault).toMatchObject({ name: 'UsageError', message: expect.stringMatching(says) })
  })

  it('ends 2 before anything is sent where it makes no sense', async () => {
    expect(await atalaya('resolv', 'SS-0001')).toEqual({
      code: 2,
      out: '',
      err: '"resolv" is no command; did you mean "resolve"?\nSee --help.\n',
    })
  })

  it('ends 2 where an address does not say its region', async () => {
    expect(await atalaya('status', '--url', 'https://a.example')).toMatchObject({
      code: 2,
      err: expect.stringContaining('set AWS_REGION'),
    })
  })

  it('ends 1 where no run has been', async () => {
    expect(await atalaya('ack', 'SS-0001')).toMatchObject({
      code: 1,
      err: 'no token in .atalaya: start the run first (npm start), or name its directory with --data\n',
    })
  })

  it('ends 1 where no run answers', async () => {
    const gone = createServer()
    const port = await listen(gone, 0)
    await end(gone)
    await writeFile(join(folder, 'token'), 'secret-token\n')

    const { code, err } = await atalaya('status', '--data', '.', '--local', `http://localhost:${port}`)

    expect(code).toBe(1)
    expect(err).toContain(`nothing answers at http://localhost:${port}: start the run (npm start)`)
    expect(err).not.toContain('secret-token')
  })

  it('ends 1 where something else answers', async () => {
    const other = createServer((_, response) => response.end('hello'))
    const port = await listen(other, 0)
    await writeFile(join(folder, 'token'), 'secret-token\n')
    try {
      const { code, err } = await atalaya('status', '--data', '.', '--local', `http://127.0.0.1:${port}`)
      expect(code).toBe(1)
      expect(err).toContain('answers what no Atalaya of this version would')
    } finally {
      await end(other)
    }
  })

  it('tells programs in one object why it ends 1 or 2', async () => {
    const failed = await atalaya('status', '--json')
    const invalid = await atalaya('resolv', 'SS-0001', '--json')
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('no token in .atalaya') })
    expect(JSON.parse(failed.out)).toEqual({
      is: 'failed',
      why: expect.stringContaining('no token in .atalaya'),
    })
    expect(invalid.code).toBe(2)
    expect(JSON.parse(invalid.out)).toEqual({
      is: 'invalid',
      why: '"resolv" is no command; did you mean "resolve"?',
    })
  })

  it('checks service files', async () => {
    await writeFile(join(folder, 'bad.yaml'), 'id: 1\n')
    expect(await atalaya('check-config', 'bad.yaml')).toMatchObject({ code: 2 })
  })

  it('explains itself with examples', async () => {
    const { code, out } = await atalaya('--help')
    expect(code).toBe(0)
    expect(out).toContain('atalaya ack SS-0001')
    for (const { name } of verbs) expect(out).toContain(`\n  ${name} `)
  })

  it.each(verbs.map(verb => [verb.name, verb] as const))('explains %s with an example', (name, verb) => {
    expect(verb.examples[0]).toMatch(new RegExp(`^${name}( |$)`))
    const typed = `${verb.examples.at(0)} --help`.match(/"[^"]*"|\S+/g) ?? []
    expect(
      asked(
        typed.map(one => one.replaceAll('"', '')),
        verbs,
      ),
    ).toEqual({ is: 'help', verb })
    expect(
      asked(
        typed.slice(0, -1).map(one => one.replaceAll('"', '')),
        verbs,
      ),
    ).toMatchObject({ is: 'order', verb })
    expect(verbHelp(verb)).toContain(`atalaya ${verb.examples[0]}`)
  })
})
