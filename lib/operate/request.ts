import * as v from 'valibot'
import { declarations } from '../incident/record.ts'
import { modes } from '../service/channel.ts'
import { nearest } from '../service/nearest.ts'
import { flag, name, only, text, words } from './fields.ts'

/** What is allowed at a place that takes no free text. */
const allowed = {
  incident: 'an incident such as SS-0001',
  notice: 'a notice such as SS-0001/2',
  component: 'a component such as oficinas',
  components: 'at least one component',
  ruling: 'a ruling: landed, absent or drop',
  mode: 'a mode: auto, approve or shadow',
} as const

const like = (pattern: RegExp, says: string) => v.pipe(v.string(says), v.regex(pattern, says))
const incident = like(/^[A-Z]{2,5}-\d{4,}$/, allowed.incident)
const notice = like(/^[A-Z]{2,5}-\d{4,}\/\d+$/, allowed.notice)
const component = like(/^[a-z][a-z0-9-]{0,39}$/, allowed.component)
/** Whether the service has it is no question of form. */
const channelName = like(/^[a-z][a-z0-9-]{0,39}$/, 'a channel such as x')
const channel = v.optional(channelName, 'x')
const anyChannel = v.optional(channelName, 'all')
/** Local time of the service, such as `2026-11-22 02:00`. */
const localTime = text

const service = v.optional(text)
const asked = { request: name, by: name, service, dryRun: flag }
const exact = <const Entries extends v.ObjectEntries>(entries: Entries) => only(entries, allowed)

const commandSchema = v.variant('command', [
  exact({ ...asked, command: v.picklist(['ack', 'resolve', 'false-alarm']), incident }),
  exact({ ...asked, command: v.literal('note'), incident, text: words, public: flag }),
  exact({
    ...asked,
    command: v.literal('open'),
    component,
    what: v.optional(v.picklist(declarations, `what fails: ${declarations.join(', ')}`), 'not-working'),
    note: v.exactOptional(words),
  }),
  exact({ ...asked, command: v.literal('lift'), component }),
  exact({
    ...asked,
    command: v.literal('plan'),
    components: v.pipe(v.array(component, allowed.components), v.minLength(1, allowed.components)),
    from: localTime,
    to: localTime,
    /** A local time, or a duration before `from`. */
    announce: v.optional(localTime, '24h'),
  }),
  exact({ ...asked, command: v.literal('cancel'), incident }),
  exact({ ...asked, command: v.literal('notice'), text: words, source: text }),
  exact({ ...asked, command: v.literal('hold'), channel: anyChannel, why: v.exactOptional(words) }),
  exact({ ...asked, command: v.literal('release'), channel: anyChannel }),
  exact({ ...asked, command: v.literal('mode'), channel, mode: v.picklist(modes, allowed.mode) }),
  exact({
    ...asked,
    command: v.literal('approve'),
    channel,
    notice,
    text: v.exactOptional(v.string('some text')),
  }),
  exact({ ...asked, command: v.literal('skip'), channel, notice }),
  exact({
    ...asked,
    command: v.literal('rule'),
    channel,
    notice,
    ruling: v.picklist(['landed', 'absent', 'drop'], allowed.ruling),
  }),
])

/** Who asks a question, and whether in earnest, makes no difference. */
const asking = { request: v.optional(name), by: v.optional(name), service, dryRun: flag }
const querySchema = v.variant('command', [
  exact({ ...asking, command: v.picklist(['status', 'posts']) }),
  exact({ ...asking, command: v.picklist(['incidents', 'windows']), all: flag }),
  exact({ ...asking, command: v.picklist(['show', 'export']), incident }),
  exact({
    ...asking,
    command: v.literal('readiness'),
    channel,
    /** The mode that it is to go live in. */
    mode: v.optional(v.picklist(['auto', 'approve'], 'a mode to go live in: auto or approve'), 'auto'),
  }),
])

/** What changes something. `request` makes a repeat harmless; `dryRun` only says what it would do. */
export type CommandRequest = v.InferOutput<typeof commandSchema>
/** What only asks. `all`: those that are over, too. */
export type Query = v.InferOutput<typeof querySchema>

const queries: readonly string[] = ['status', 'posts', 'windows', 'incidents', 'show', 'export', 'readiness']
const commands: readonly string[] = commandSchema.options.flatMap(({ entries: { command } }) =>
  command.type === 'literal' ? [command.literal] : command.options,
)

/** Whether a command of that name changes nothing. */
export const isQuery = (command: string): boolean => queries.includes(command)

const said = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues.map(one => `${v.getDotPath(one) ?? 'the request'}: ${one.message}`).join('; ')

const unknownCommand = (found: string): string => {
  const known = [...queries, ...commands]
  const near = nearest(found, known)
  return `command: ${near === undefined ? `one of ${known.join(', ')}` : `no such command; did you mean "${near}"?`}`
}

const named = v.looseObject({ command: v.string('the name of a command') }, 'an object that names a command')

/** What comes from an operator, from wherever; the message says what is wrong with it. */
export const readRequest = (
  event: unknown,
): { readonly query: Query } | { readonly command: CommandRequest } | { readonly wrong: string } => {
  const given = v.safeParse(named, event)
  if (!given.success) return { wrong: said(given.issues) }
  const { command } = given.output
  if (isQuery(command)) {
    const query = v.safeParse(querySchema, event)
    return query.success ? { query: query.output } : { wrong: said(query.issues) }
  }
  if (!commands.includes(command)) return { wrong: unknownCommand(command) }
  const read = v.safeParse(commandSchema, event)
  return read.success ? { command: read.output } : { wrong: said(read.issues) }
}
