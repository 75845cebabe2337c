import * as v from 'valibot'
import { declarations } from '../incident/record.ts'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500))
/** Far more than any channel takes, so that the answer says how much is too much. */
const words = v.pipe(v.string(), v.trim(), v.nonEmpty('some text'), v.maxLength(2_000))
const incident = v.pipe(v.string(), v.regex(/^[A-Z]{2,5}-\d{4,}$/, 'an incident such as SS-0001'))
const notice = v.pipe(v.string(), v.regex(/^[A-Z]{2,5}-\d{4,}\/\d+$/, 'a notice such as SS-0001/2'))
const component = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'a component such as oficinas'))
const channel = v.optional(v.picklist(['x'], 'a channel: x'), 'x')
const anyChannel = v.optional(v.picklist(['x', 'all'], 'a channel: x, or all of them'), 'all')
/** Local time of the service, such as `2026-11-22 02:00`. */
const localTime = text

const service = v.optional(text)
const asked = { request: text, by: text, service, dryRun: v.optional(v.boolean(), false) }

const commandSchema = v.variant('command', [
  v.object({ ...asked, command: v.picklist(['ack', 'resolve', 'false-alarm']), incident }),
  v.object({
    ...asked,
    command: v.literal('note'),
    incident,
    text: words,
    public: v.optional(v.boolean(), false),
  }),
  v.object({
    ...asked,
    command: v.literal('open'),
    component,
    what: v.optional(v.picklist(declarations, `what fails: ${declarations.join(', ')}`), 'not-working'),
    note: v.exactOptional(words),
  }),
  v.object({ ...asked, command: v.literal('lift'), component }),
  v.object({
    ...asked,
    command: v.literal('plan'),
    components: v.pipe(v.array(component), v.minLength(1, 'at least one component')),
    from: localTime,
    to: localTime,
    /** A local time, or a duration before `from`. */
    announce: v.optional(localTime, '24h'),
  }),
  v.object({ ...asked, command: v.literal('cancel'), incident }),
  v.object({ ...asked, command: v.literal('notice'), text: words, source: text }),
  v.object({ ...asked, command: v.literal('hold'), channel: anyChannel, why: v.exactOptional(words) }),
  v.object({ ...asked, command: v.literal('release'), channel: anyChannel }),
  v.object({ ...asked, command: v.literal('approve'), channel, notice, text: v.exactOptional(v.string()) }),
  v.object({ ...asked, command: v.literal('skip'), channel, notice }),
  v.object({
    ...asked,
    command: v.literal('rule'),
    channel,
    notice,
    ruling: v.picklist(['landed', 'absent', 'drop'], 'a ruling: landed, absent or drop'),
  }),
])

const querySchema = v.variant('command', [
  v.object({ command: v.picklist(['status', 'posts', 'windows']), service }),
  v.object({ command: v.literal('incidents'), service, all: v.optional(v.boolean(), false) }),
  v.object({ command: v.picklist(['show', 'export']), service, incident }),
])

/** What changes something. `request` makes a repeat harmless; `dryRun` only says what it would do. */
export type CommandRequest = v.InferOutput<typeof commandSchema>
/** What only asks. */
export type Query = v.InferOutput<typeof querySchema>

const queries = ['status', 'posts', 'windows', 'incidents', 'show', 'export'] as const
const isQuery = (command: unknown): boolean => queries.some(one => one === command)

/** What comes from an operator, from wherever; the message says what is wrong with it. */
export const readRequest = (
  event: unknown,
): { readonly query: Query } | { readonly command: CommandRequest } | { readonly wrong: string } => {
  const given = v.safeParse(v.looseObject({ command: v.string() }), event)
  const said = (issues: readonly v.BaseIssue<unknown>[]) =>
    issues.map(one => `${v.getDotPath(one) ?? 'the request'}: ${one.message}`).join('; ')
  if (!given.success) return { wrong: said(given.issues) }
  if (isQuery(given.output.command)) {
    const query = v.safeParse(querySchema, event)
    return query.success ? { query: query.output } : { wrong: said(query.issues) }
  }
  const command = v.safeParse(commandSchema, event)
  return command.success ? { command: command.output } : { wrong: said(command.issues) }
}
