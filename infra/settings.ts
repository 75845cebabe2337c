import { Architecture } from 'aws-cdk-lib/aws-lambda'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Node } from 'constructs'
import * as v from 'valibot'
import { described } from '../lib/service/problem.ts'
import { BadConfig } from './bad-config.ts'
import { boundarySchema } from './boundary.ts'
import { tagsSchema } from './tags.ts'
import { slipsIn } from './unknown-settings.ts'

const files = v.union([
  v.array(v.string()),
  v.pipe(
    v.string(),
    v.transform(list => list.split(',')),
  ),
])

const architectures = { arm64: Architecture.ARM_64, x86_64: Architecture.X86_64 } as const

const retentions = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  180: RetentionDays.SIX_MONTHS,
  365: RetentionDays.ONE_YEAR,
} as const

/** JSON has it as it is, the command line as a word. */
const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'true or false'),
  v.transform(value => value === true || value === 'true'),
)

const isHeartbeat = (found: unknown): boolean => {
  const { protocol, username, hash } = (typeof found === 'string' && URL.parse(found)) || {}
  return protocol === 'https:' && username === '' && hash === ''
}

/** What `-c key=value` may set. */
const settingsSchema = v.object({
  /** Part of the stack's id, so that a rehearsal can live beside the real one. */
  stage: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{0,15}$/, 'lower-case letters and digits, 16 at most')),
    'prod',
  ),
  /** Where it is deployed; the region of the caller's credentials, if absent. */
  region: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'the code of a region, such as eu-west-1')),
  ),
  /** Only there; the account of the caller's credentials, if absent. */
  account: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'the 12 digits of an account, as text'))),
  /** Service files; every services/*.yaml, if absent. */
  config: v.optional(files),
  architecture: v.pipe(
    v.optional(v.picklist(['arm64', 'x86_64'], 'arm64 or x86_64'), 'arm64'),
    v.transform(name => architectures[name]),
  ),
  /** Days that log lines are kept. */
  logDays: v.pipe(
    v.optional(v.picklist(['7', '30', '90', '180', '365'], '7, 30, 90, 180 or 365'), '30'),
    v.transform(days => retentions[days]),
  ),
  /** Who is written to when an alarm goes off; nobody, if absent. */
  alarmEmail: v.optional(v.pipe(v.string(), v.email('an e-mail address'))),
  /** Who is written to when nobody on call answers; nobody, if absent. */
  escalationEmail: v.optional(v.pipe(v.string(), v.email('an e-mail address'))),
  /** Where operators read docs/runbook.md; its headings are added as anchors. */
  runbookUrl: v.optional(v.pipe(v.string(), v.regex(/^https:\/\/[^\s#]+$/, 'an https:// address'))),
  /** Told once a minute that rounds were taken in, by a GET; nobody, if absent. Its path is a password: it is shown nowhere. */
  heartbeatUrl: v.optional(v.custom<string>(isHeartbeat, 'an https:// address without a user or a #')),
  /** The page's own name, with the certificate for it; the network's name, if absent. */
  domainName: v.optional(
    v.pipe(v.string(), v.regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, 'a name such as estado.example.org')),
  ),
  /** Of that name. The network reads certificates in us-east-1 only, wherever the rest is. */
  certificateArn: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'the ARN of a certificate in us-east-1',
      ),
    ),
  ),
  /** Whether there is a network in front of the page; without one nobody can read it: for emulators that have none. */
  cdn: v.optional(yesOrNo, true),
  /** Whether there is a dashboard. */
  dashboard: v.optional(yesOrNo, false),
  /** Whether X-Ray records a trace of every call. */
  traces: v.optional(yesOrNo, false),
  /** The stand-in X on this machine, for a rehearsal on an emulator: no real Lambda reaches it, and none is misled by it. */
  xUrl: v.optional(
    v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/, 'a stand-in here, http://127.0.0.1:PORT')),
  ),
  /** Whether what is kept lies under a key of this account; under keys of AWS, if not. */
  ownKeys: v.optional(yesOrNo, false),
  /** The policy that bounds every role. */
  permissionsBoundary: v.optional(boundarySchema),
  /** On every resource that takes tags. */
  tags: v.optional(tagsSchema, {}),
})

export type Settings = v.InferOutput<typeof settingsSchema>

/** Every key that `-c` may set. */
export const settingKeys: readonly string[] = Object.keys(settingsSchema.entries)

/** `alarmEmail` is `ATALAYA_ALARM_EMAIL` in the environment. */
const variableOf = (key: string): string =>
  `ATALAYA_${key.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`

const placeOf = (node: Node, path: string) =>
  node.tryGetContext(path.split('.')[0] ?? '') === undefined
    ? { file: 'environment', path: variableOf(path) }
    : { file: 'context', path }

/**
 * The settings of the app's context, or else of the environment. Throws `BadConfig`, naming the key, what was found
 * and what is allowed; also for a key that is none but near to one.
 */
export const readSettings = (node: Node, env: Readonly<Record<string, string | undefined>>): Settings => {
  const slips = slipsIn(Object.keys(node.getAllContext()), settingKeys)
  if (slips.length > 0) throw new BadConfig(slips)
  const found = settingKeys.map(key => [
    key,
    // A variable that a script sets to nothing is not set.
    node.tryGetContext(key) ?? (env[variableOf(key)] || undefined),
  ])
  const parsed = v.safeParse(settingsSchema, Object.fromEntries(found))
  if (parsed.success) return parsed.output
  throw new BadConfig(
    parsed.issues.map(issue => ({
      severity: 'error',
      ...placeOf(node, v.getDotPath(issue) ?? ''),
      found: v.getDotPath(issue) === 'heartbeatUrl' ? 'something else' : described(issue.input),
      allowed: issue.message,
    })),
  )
}
