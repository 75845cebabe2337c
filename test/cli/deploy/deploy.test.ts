import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Stage, secretArn, startStage, tableGoes, topicArn } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.close())

const verbs = async () => (await stage.calls()).map(({ verb }) => verb)

const ready = (mode: string, account: object) => ({
  is: 'readiness',
  services: [
    {
      ...{ service: 'seguridad-social', timeZone: 'UTC', channel: 'x', mode, account },
      ...{ held: false, rehearsed: [], wouldTell: [], missing: [] },
      left: { day: { posts: 9, euros: 1 }, month: { posts: 90, euros: 10 } },
    },
  ],
})

describe('npm run deploy', () => {
  it('goes from the settings to a watch that was seen', async () => {
    const { code, out, err } = await stage.run({}, '--yes', '-c', 'logDays=90')
    expect([code, err]).toEqual([0, expect.stringContaining('7/7 smoke: ')])
    expect(err).toContain('seguridad-social.yaml: ok')
    expect(err).toContain('account 111122223333, eu-west-1: version 30')
    expect(err).toContain('Nothing that keeps state is replaced or removed.')
    expect(out).toContain('seguridad-social: last round')
    const [synth, diff, deploy] = await stage.calls()
    expect(synth?.args).toEqual(expect.arrayContaining(['-c', 'logDays=90', '--quiet']))
    const app = synth?.args[synth.args.indexOf('--output') + 1]
    expect(diff?.args).toEqual(['--app', app])
    expect(deploy?.args).toEqual(
      expect.arrayContaining(['--app', app, '--all', '--require-approval', 'never']),
    )
  })

  it('says what is next, in order, where nothing is done', async () => {
    stage.aws.subscribes(topicArn, [
      { protocol: 'email', endpoint: 'guardia@example.org', isConfirmed: false },
    ])
    const { out } = await stage.run({}, '--yes')
    const next = out.slice(out.indexOf('Next:'))
    expect(next).toMatch(
      /1\. put X's credentials in\n.*x-login --secret .*\n.*2\. confirm .*guardia@example\.org\n.*3\. let the public/,
    )
    expect(next).toContain(secretArn)
    expect(next).toMatch(/go-live --url http.*\n.*4\. see how it goes/)
  })

  it('leaves out what is done already', async () => {
    stage.aws.subscribes(topicArn, [
      { protocol: 'email', endpoint: 'guardia@example.org', isConfirmed: true },
    ])
    stage.says['readiness'] = ready('auto', { is: 'known', id: '1', name: 'atalaya' })
    const { out } = await stage.run({}, '--yes')
    expect(out.slice(out.indexOf('Next:'))).toMatch(/^Next:\n {2}1\. see how it goes\n.*status --url \S+\n$/)
  })

  it('ends after the diff in a rehearsal', async () => {
    const { code, out } = await stage.run({}, '--dry-run')
    expect([code, out]).toEqual([0, 'That is what would be deployed; nothing was.\n'])
    expect(await verbs()).toEqual(['synth', 'diff'])
  })

  it('deploys nothing that loses state, unless told to', async () => {
    const { code, err } = await stage.run({ diff: { says: tableGoes } }, '--yes')
    expect(code).toBe(1)
    expect(err).toContain(
      'Store/Table StoreTable0C6B (AWS::DynamoDB::Table) is replaced: what citizens were told',
    )
    expect(await verbs()).toEqual(['synth', 'diff'])
    expect((await stage.run({ diff: { says: tableGoes } }, '--yes', '--replace-state')).code).toBe(0)
    expect((await verbs()).at(-1)).toBe('deploy')
  })

  it('trusts no diff that broke off', async () => {
    const { code, err } = await stage.run({ diff: { says: 'Stack Atalaya-prod' } }, '--yes')
    expect([code, err]).toEqual([1, expect.stringContaining('did not say how many stacks differ')])
    expect(await verbs()).not.toContain('deploy')
  })

  it('says how to bootstrap a region, or does it', async () => {
    stage.aws.stands('CDKToolkit', { outputs: { BootstrapVersion: '4' } })
    const { code, err } = await stage.run({}, '--yes', '-c', 'logDays=90')
    expect(code).toBe(1)
    expect(err).toMatch(/eu-west-1 has version 4 .* not 6: npx cdk bootstrap -c config=\S+ -c logDays=90/)
    expect(await verbs()).toEqual([])
    await stage.run({}, '--yes', '--bootstrap')
    expect(await verbs()).toEqual(['bootstrap'])
  })

  it('looks at every region that it deploys to', async () => {
    stage.alsoIn('eu-central-1')
    const { code, err } = await stage.run({}, '--yes')
    expect([code, err]).toEqual([1, expect.stringContaining('eu-central-1 is not prepared for CDK')])
    stage.aws.stands('CDKToolkit', { outputs: { BootstrapVersion: '8' } }, 'eu-central-1')
    expect((await stage.run({}, '--yes')).code).toBe(0)
  })

  it.each([
    ['the setting', ['-c', 'region=eu-central-1'], 'eu-central-1'],
    ['the environment', [], 'eu-west-1'],
  ])('refuses a vantage at home by %s before it asks anybody', async (_, args, home) => {
    const { code, err } = await stage.run(
      {},
      '--dry-run',
      ...args,
      '-c',
      `config=${await stage.seenFrom(home)}`,
    )
    expect([code, await stage.calls()]).toEqual([2, []])
    expect(err).toContain(`vantages[0]: found ${home}; allowed: another region`)
    expect(err).not.toContain('2/4')
  })

  it.each([
    ['nobody to ask', /XX/, '', {}, [], 2, /there is no terminal to ask at: --yes/],
    ['a setting that cannot be', /XX/, '', {}, ['--yes', '-c', 'stage=NO'], 2, /stage: found "NO"/],
    [
      'a setting that is none',
      /XX/,
      '',
      {},
      ['--yes', '-c', 'alarmMail='],
      2,
      /context: error: alarmMail: found no such setting; .*; did you mean "alarmEmail"\?/,
    ],
    [
      'a setting of nowhere',
      /XX/,
      '',
      {},
      ['--yes', '-c', 'nosuch=1'],
      2,
      /error: nosuch: found no such setting; allowed: stage, /,
    ],
    ['a flag that is none', /XX/, '', {}, ['--ye'], 2, /Unknown option '--ye'/],
    ['no service file', /XX/, '', {}, ['--yes', '-c', 'config=none.yaml'], 2, /none\.yaml.*no file/],
    [
      'another account',
      /XX/,
      '',
      {},
      ['--yes', '-c', 'account=999999999999'],
      1,
      /of account 111122223333 .* says 999999999999/,
    ],
    ['a session that is over', /Describe/, 'ExpiredToken', {}, ['--yes'], 1, /has expired: sign in/],
    [
      'no permission',
      /Describe/,
      'AccessDenied',
      {},
      ['--yes'],
      1,
      /AWS does not let you look at the stack CDKToolkit/,
    ],
    [
      'a failed synth',
      /XX/,
      '',
      { synth: { code: 1, says: 'boom' } },
      ['--yes'],
      1,
      /boom[\s\S]*cdk synth ended with 1/,
    ],
    [
      'a failed deploy',
      /XX/,
      '',
      { deploy: { code: 1, says: 'AccessDenied: no' } },
      ['--yes'],
      1,
      /your role lacks a permission/,
    ],
  ])('ends clearly after %s', async (_, of, refusal, script, args, expected, words) => {
    stage.aws.refuses(of, refusal)
    const { code, err, out } = await stage.run(script, ...args)
    expect([code, out, err]).toEqual([expected, '', expect.stringMatching(words)])
  })

  it('takes cdk along when it is interrupted', async () => {
    const { child, ended, said } = await stage.begin({ deploy: { says: 'deploying', hangs: true } }, [
      '--yes',
    ])
    await vi.waitFor(() => expect(said.err).toContain('deploying'), { timeout: 20_000 })
    child.kill('SIGINT')
    const { code, err } = await ended
    expect(code).toBe(130)
    expect(err).toContain(
      'aws cloudformation describe-stack-events --stack-name Atalaya-prod --region eu-west-1',
    )
    const { pid } = (await stage.calls()).at(-1) ?? { pid: 0 }
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
