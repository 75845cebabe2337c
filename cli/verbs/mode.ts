import { goLive } from '../go-live/go-live.ts'
import { keyboardOf } from '../keyboard.ts'
import { oneOf, type Typed, type Verb } from '../verb.ts'

const channelOf = ({ text }: Typed) => ({ channel: text('channel') ?? 'x' })
const channelHelp = '--channel ID        (default: x)'
const liveModes = ['auto', 'approve'] as const
const modeOf = (typed: Typed) => oneOf('mode to go live in', typed.text('mode') ?? 'auto', liveModes)

export const modeVerbs: readonly Verb[] = [
  {
    name: 'go-live',
    takes: [],
    does: 'from a rehearsal to the public: shows what it means, checks, asks, switches',
    more: [
      channelHelp,
      '--mode MODE         auto, or approve: a yes before each post  (default: auto)',
      '--yes               asks nobody, as where no terminal is',
      '--anyway            whatever is missing, and where alarms cannot be checked',
      '',
      'Of a deployment it asks CloudWatch and SNS for its alarms, with your own credentials of AWS.',
      'Without --service it is every service.',
      '',
    ],
    examples: ['go-live --dry-run', 'go-live', 'go-live --mode approve --service seguridad-social --yes'],
    flags: {
      channel: { type: 'string' },
      mode: { type: 'string' },
      yes: { type: 'boolean', default: false },
      anyway: { type: 'boolean', default: false },
    },
    fields: typed => ({ command: 'readiness', ...channelOf(typed), mode: modeOf(typed) }),
    say: async (operator, order, note, typed) => {
      const wanted = { mode: modeOf(typed), yes: typed.has('yes'), anyway: typed.has('anyway') }
      const keyboard = keyboardOf(process.stdin, text => process.stderr.write(text))
      try {
        return await goLive(order, wanted, { operator, keyboard, env: process.env, note })
      } finally {
        keyboard.close()
      }
    },
  },
  {
    name: 'shadow',
    takes: [],
    does: 'back to rehearsing: not while the public is owed an end; "hold" stops at once',
    more: [channelHelp],
    examples: ['shadow --dry-run', 'shadow'],
    flags: { channel: { type: 'string' } },
    fields: typed => ({ command: 'mode', mode: 'shadow', ...channelOf(typed) }),
  },
]
