import type { Ready } from '../answer.ts'
import type { Mails } from './mails.ts'

/** What is known after a deployment; `undefined` where nobody could say. */
export interface Known {
  readonly url: string
  readonly secret: string
  readonly ready: readonly Ready[] | undefined
  readonly mails: Mails | undefined
}

/** What a person still has to do, each with the command for it. */
export interface Todo {
  readonly what: string
  readonly command?: string
}

const hasAccount = ({ ready }: Known): boolean =>
  ready?.every(({ account }) => account.is === 'known') ?? false

const isRehearsing = ({ ready }: Known): boolean =>
  ready === undefined || ready.some(({ mode }) => mode === 'shadow')

const credentials = (known: Known): readonly Todo[] => {
  const { ready, secret } = known
  if (hasAccount(known)) return []
  if (ready?.some(({ account }) => account.is === 'unpaid'))
    return [{ what: 'buy credits for the app of X, at https://developer.x.com' }]
  return [{ what: "put X's credentials in", command: `npm run atalaya -- x-login --secret ${secret}` }]
}

const mail = ({ mails }: Known): readonly Todo[] => {
  if (mails === undefined) return [{ what: 'confirm the mail that AWS sent, if alarmEmail is set' }]
  if (mails.pending.length > 0)
    return [{ what: `confirm the mail that AWS sent to ${mails.pending.join(' and ')}` }]
  if (mails.confirmed.length > 0) return []
  return [
    {
      what: 'name who is written to when something is wrong',
      command: 'npm run deploy -- -c alarmEmail=...',
    },
  ]
}

const live = (known: Known): readonly Todo[] =>
  isRehearsing(known)
    ? [{ what: 'let the public read it', command: `npm run atalaya -- go-live --url ${known.url}` }]
    : []

/** In the order in which they are done; what is done already is left out. */
export const todosOf = (known: Known): readonly Todo[] => [
  ...credentials(known),
  ...mail(known),
  ...live(known),
  { what: 'see how it goes', command: `npm run atalaya -- status --url ${known.url}` },
]

export const todoWords = (todos: readonly Todo[]): string =>
  [
    'Next:',
    ...todos.map(({ what, command }, n) => `  ${n + 1}. ${what}${command ? `\n       ${command}` : ''}`),
  ].join('\n')
