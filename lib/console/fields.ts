/** What was filled in, by the names of the fields; a field may come more than once. */
export type Fields = URLSearchParams

export const noFields: Fields = new URLSearchParams()

export const fieldsOf = (body: string): Fields => new URLSearchParams(body)

/** Fields that a command takes as they stand. */
const single = [
  'incident',
  'component',
  'what',
  'from',
  'to',
  'announce',
  'channel',
  'notice',
  'ruling',
] as const
/** Words of the operator. A text area breaks lines where a post has none. */
const words = ['text', 'note', 'source', 'why'] as const
const onOneLine = (text: string): string => text.replaceAll(/\s*[\r\n]\s*/g, ' ').trim()

const filledIn = (fields: Fields, name: string): string => {
  const value = fields.get(name) ?? ''
  // The words of a waiting post must be the very same; forms only change how their lines end.
  if (name === 'text' && fields.get('command') === 'approve') return value.replaceAll('\r\n', '\n')
  return words.some(one => one === name) ? onOneLine(value) : value.trim()
}

/** The names under which a command's own fields are carried from page to page. */
export const carried: readonly string[] = [...single, ...words, 'public', 'components']

/** The operator's own words among the fields. */
export const ownWords = (fields: Fields): readonly string[] =>
  fields.get('command') === 'approve' ? [] : words.map(name => filledIn(fields, name)).filter(Boolean)

interface Asker {
  readonly by: string
  readonly request: string
  readonly dryRun: boolean
}

/** The request that a form makes, for `operate` to parse. Fields left empty are none. */
export const requestOf = (
  fields: Fields,
  { by, request, dryRun }: Asker,
): Readonly<Record<string, unknown>> => {
  const given = [...single, ...words].flatMap(name => {
    const value = filledIn(fields, name)
    return value === '' ? [] : [[name, value] as const]
  })
  const components = fields.getAll('components')
  const service = fields.get('service') ?? ''
  return {
    ...Object.fromEntries(given),
    command: fields.get('command') ?? '',
    ...(service !== '' && { service }),
    by,
    request,
    dryRun,
    ...(fields.get('public') === 'yes' && { public: true }),
    ...(components.length > 0 && { components }),
  }
}
