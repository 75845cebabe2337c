import { approve } from '../approve.ts'
import { given, needed, noticeIn, oneOf, type Typed, type Verb } from '../verb.ts'

const channelFlag = { channel: { type: 'string' } } as const
const channelHelp = '--channel ID        (default: x)'
const channelOf = ({ text }: Typed) => ({ channel: text('channel') ?? 'x' })
const rulings = ['landed', 'absent', 'drop'] as const

/** No channel means every one: the one switch. */
const switched = ({ words }: Typed) => ({ channel: words[0] ?? 'all' })

export const postingVerbs: readonly Verb[] = [
  {
    name: 'hold',
    takes: ['[CHANNEL]'],
    does: 'stops the posting, at once: on every channel, or on one',
    more: ['--why TEXT          for the other operators'],
    examples: ['hold', 'hold x --why "hablamos antes con prensa"'],
    flags: { why: { type: 'string' } },
    fields: typed => ({ command: 'hold', ...switched(typed), ...given('why', typed.text('why')) }),
  },
  {
    name: 'release',
    takes: ['[CHANNEL]'],
    does: 'lets the posting go on, at once',
    examples: ['release', 'release x'],
    fields: typed => ({ command: 'release', ...switched(typed) }),
  },
  {
    name: 'notice',
    takes: ['TEXT'],
    does: 'tells citizens something of public interest, with its official source',
    more: ['--source TEXT       who says so; citizens read it'],
    examples: ['notice "No pedimos datos por SMS." --source "la Seguridad Social" --dry-run'],
    flags: { source: { type: 'string' } },
    fields: typed => ({
      command: 'notice',
      text: typed.words[0],
      source: needed(typed, 'source', 'say who says so officially'),
    }),
  },
  {
    name: 'approve',
    takes: ['NOTICE'],
    does: 'the yes to a waiting post, in the words that "posts" shows',
    more: [channelHelp, '--text TEXT         only if these are its words now'],
    examples: ['approve SS-0007/1'],
    flags: { ...channelFlag, text: { type: 'string' } },
    fields: typed => ({
      command: 'approve',
      ...channelOf(typed),
      notice: noticeIn(typed.words[0]),
      ...given('text', typed.text('text')),
    }),
    say: approve,
  },
  {
    name: 'skip',
    takes: ['NOTICE'],
    does: 'the no to a waiting post',
    more: [channelHelp],
    examples: ['skip SS-0007/1'],
    flags: channelFlag,
    fields: typed => ({ command: 'skip', ...channelOf(typed), notice: noticeIn(typed.words[0]) }),
  },
  {
    name: 'rule',
    takes: ['NOTICE', 'RULING'],
    does: 'what became of an unclear post: landed, absent, or drop it',
    more: [channelHelp],
    examples: ['rule SS-0007/1 landed', 'rule SS-0007/1 absent'],
    flags: channelFlag,
    fields: typed => ({
      command: 'rule',
      ...channelOf(typed),
      notice: noticeIn(typed.words[0]),
      ruling: oneOf('ruling', typed.words[1] ?? '', rulings),
    }),
  },
]
