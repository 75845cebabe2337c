import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { type StandInX, startX } from '../../local/x.ts'
import { type StandInAws, startStandInAws } from './stand-in-aws.ts'

const cli = join(import.meta.dirname, '../../cli/atalaya.ts')
const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:XSecret-1a2b3c'
const { appKey, appSecret, accessToken, accessSecret } = standInCredentials
const unset = {
  appKey: 'replace-me',
  appSecret: 'replace-me',
  accessToken: 'replace-me',
  accessSecret: 'replace-me',
}

let aws: StandInAws
let x: StandInX
beforeEach(async () => {
  aws = await startStandInAws()
  x = await startX({ credentials: standInCredentials })
  aws.keep(unset)
})
afterEach(() => Promise.all([aws.close(), x.close()]))

interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Whatever the process said, and how it was called. */
  readonly all: string
}

/** The real command with these lines on its stdin; where it names an address, the PIN of it comes next. */
const xLogin = async (
  flags: readonly string[],
  lines: readonly string[],
  last: readonly string[] = [],
): Promise<Said> => {
  const args = [cli, 'x-login', '--x-url', x.url, ...flags]
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...aws.env }
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let [out, err, isOpened] = ['', '', false]
  child.stdout.setEncoding('utf8').on('data', piece => {
    out += piece
  })
  child.stderr.setEncoding('utf8').on('data', async piece => {
    err += piece
    const [address] = /http:\S+\/oauth\/authorize\S+(?=\n)/.exec(err) ?? []
    if (address === undefined || isOpened) return
    isOpened = true
    const page = await (await fetch(address)).text()
    const [, pin = ''] = /<strong>(\d+)<\/strong>/.exec(page) ?? []
    child.stdin.end([pin, ...last, ''].join('\n'))
  })
  const text = lines.map(line => `${line}\n`).join('')
  if (flags.includes('--values')) child.stdin.end(text)
  else child.stdin.write(text)
  await once(child, 'close')
  return { code: child.exitCode, out, err, all: [out, err, ...args].join('\n') }
}

const secrets = [appSecret, accessToken, accessSecret, appKey]

describe('x-login', () => {
  it('signs in by PIN and fills the secret', async () => {
    const { code, out, err } = await xLogin(['--secret', arn], [appKey, appSecret], ['y'])
    expect([code, out]).toEqual([
      0,
      'the secret holds the values of @atalaya_local, and new keys for the links of alerts\n',
    ])
    expect(err).toContain('they are of @atalaya_local (id 1000000000000000001)')
    expect(aws.kept()).toEqual({ ...standInCredentials, linkKeys: [expect.stringMatching(/^[\w-]{43}$/)] })
    expect(x.posts()).toEqual([])
  })

  it('keeps keys of links, webhooks and whatever else', async () => {
    const others = { linkKeys: ['k'.repeat(32)], webhooks: [{ kind: 'slack' }], other: 1 }
    aws.keep({ ...unset, ...others })
    const { code, out } = await xLogin(
      ['--secret', arn, '--values', '--yes'],
      [appKey, appSecret, accessToken, accessSecret],
    )
    expect([code, out]).toEqual([0, 'the secret holds the values of @atalaya_local\n'])
    expect(aws.kept()).toEqual({ ...others, ...standInCredentials })
  })

  it('finds the secret by the stack of a stage', async () => {
    aws.stands('Atalaya-ensayo', { outputs: { XSecretArn: arn } })
    const { code } = await xLogin(
      ['--stage', 'ensayo', '--values', '--yes'],
      [appKey, appSecret, accessToken, accessSecret],
    )
    expect(code).toBe(0)
    expect(aws.asked).toEqual(['DescribeStacks', 'GetSecretValue', 'PutSecretValue'])
  })

  it('says which account was there before', async () => {
    aws.keep({ ...standInCredentials, accessToken: '42-other' })
    const { err, out } = await xLogin(
      ['--secret', arn, '--values', '--dry-run'],
      [appKey, appSecret, accessToken, accessSecret],
    )
    expect(err).toContain('until now it was the account 42')
    expect(out).toContain('revoke those at X')
  })

  const all = [appKey, appSecret, accessToken, accessSecret]
  it.each([
    ['after a no', [], [...all, 'n'], 3, /refused: nothing was written/],
    ['when nobody answers', [], all, 1, /nobody answered "Is that the account/],
    ['when the lines end early', ['--yes'], [appKey, appSecret], 1, /nobody answered "The account's token/],
    ['in a rehearsal', ['--dry-run'], all, 0, /they are of @atalaya_local/],
    [
      'of values that X does not take',
      ['--yes'],
      [...all.slice(0, 3), 'another-secret'],
      1,
      /X does not take/,
    ],
    ['of what is no value', ['--yes'], [appKey, '"quoted secret"'], 2, /that is no value of X/],
  ])('writes nothing %s', async (_, flags, lines, expected, words) => {
    const { code, err } = await xLogin(['--secret', arn, '--values', ...flags], lines)
    expect([code, err]).toEqual([expected, expect.stringMatching(words)])
    expect(aws.asked).not.toContain('PutSecretValue')
    expect(aws.kept()).toEqual(unset)
  })

  it('writes over nothing that it does not know', async () => {
    aws.keep('not JSON')
    const { code, err } = await xLogin(
      ['--secret', arn, '--values', '--yes'],
      [appKey, appSecret, accessToken, accessSecret],
    )
    expect([code, err]).toEqual([1, `the secret ${arn} holds no JSON object: nothing was written over it\n`])
  })

  it.each([
    [
      'no such stack',
      /XXX/,
      '',
      ['--stage', 'ensayo'],
      1,
      /no stack Atalaya-ensayo with a secret in eu-west-1/,
    ],
    [
      'no permission',
      /GetSecretValue/,
      'AccessDeniedException',
      ['--secret', arn],
      1,
      /AWS does not let you read the secret/,
    ],
    [
      'a session that is over',
      /GetSecretValue/,
      'ExpiredTokenException',
      ['--secret', arn],
      1,
      /has expired: sign in/,
    ],
    ['a secret and a stage', /XXX/, '', ['--secret', arn, '--stage', 'prod'], 2, /--secret names it/],
    [
      'an X elsewhere',
      /XXX/,
      '',
      ['--secret', arn, '--x-url', 'http://example.org:80'],
      2,
      /--x-url takes a stand-in/,
    ],
  ])('says clearly: %s', async (_, of, refusal, flags, expected, words) => {
    aws.refuses(of, refusal)
    const { code, err } = await xLogin(['--values', ...flags], [])
    expect([code, err]).toEqual([expected, expect.stringMatching(words)])
  })

  it.each([
    ['signs in', [], [appKey, appSecret], ['y']],
    ['is refused by X', [], [appKey, 'a-wrong-secret-of-the-app'], []],
    [
      'is refused at the end',
      ['--values', '--yes'],
      [appKey, appSecret, accessToken, 'a-wrong-secret-of-the-app'],
      [],
    ],
    ['is told as JSON', ['--values', '--yes', '--json'], [appKey, appSecret, accessToken, accessSecret], []],
  ])('shows nothing secret when it %s', async (_, flags, lines, last) => {
    const { all } = await xLogin(['--secret', arn, ...flags], lines, last)
    for (const one of [...secrets, 'a-wrong-secret-of-the-app', 'of-ana']) expect(all).not.toContain(one)
    expect(all).toMatch(/They go into the secret \S+XSecret/)
  })
})
