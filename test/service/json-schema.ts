import fc from 'fast-check'

/** A JSON Schema of the keywords that ours uses; any other stops the test, so that none is passed over. */
interface Schema {
  readonly [keyword: string]: unknown
}

type Check = (asked: never, value: unknown, schema: Schema) => boolean

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
  integer: Number.isInteger,
}

const count = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)

/** Keywords say nothing of values of another type than theirs. */
const keywords: Readonly<Record<string, Check>> = {
  type: (name: string, value) => types[name]?.(value) ?? false,
  const: (one: unknown, value) => value === one,
  enum: (all: readonly unknown[], value) => all.includes(value),
  not: (schema: Schema, value) => !satisfies(schema, value),
  oneOf: (all: readonly Schema[], value) => all.filter(one => satisfies(one, value)).length === 1,
  pattern: (text: string, value) => typeof value !== 'string' || new RegExp(text, 'u').test(value),
  format: (_: string, value) => typeof value !== 'string' || !Number.isNaN(Date.parse(value)),
  minimum: (least: number, value) => typeof value !== 'number' || value >= least,
  maximum: (most: number, value) => typeof value !== 'number' || value <= most,
  minLength: (least: number, value) => typeof value !== 'string' || count(value) >= least,
  minItems: (least: number, value) => !Array.isArray(value) || count(value) >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || count(value) <= most,
  items: (schema: Schema, value) => !Array.isArray(value) || value.every(item => satisfies(schema, item)),
  required: (keys: readonly string[], value) => !isObject(value) || keys.every(key => key in value),
  propertyNames: (schema: Schema, value) =>
    !isObject(value) || Object.keys(value).every(key => satisfies(schema, key)),
  properties: (schemas: Record<string, Schema>, value) =>
    !isObject(value) || Object.entries(value).every(([key, inner]) => satisfies(schemas[key] ?? {}, inner)),
  additionalProperties: (schema: Schema | false, value, { properties }) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([key, inner]) =>
        (isObject(properties) && key in properties) || (schema !== false && satisfies(schema, inner)),
    ),
}

const words = ['$schema', 'title', 'description', 'default']

/** Whether a value satisfies a JSON Schema. */
export const satisfies = (schema: Schema, value: unknown): boolean =>
  Object.entries(schema).every(([keyword, asked]) => {
    if (words.includes(keyword)) return true
    const check = keywords[keyword]
    if (!check) throw new RangeError(`the checker does not know "${keyword}"`)
    return check(asked as never, value, schema)
  })

/** Every way to one of the values inside a value. */
const placesIn = (
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] => {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesIn(item, [...path, index]))]
  if (!isObject(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

const put = (value: unknown, [key, ...rest]: readonly (string | number)[], what: unknown): unknown => {
  if (key === undefined) return what
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, what) : item))
  return isObject(value) ? { ...value, [key]: put(value[key], rest, what) } : value
}

/** The value with something else put at one place of it. */
export const spoilt = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...placesIn(value)),
      fc.constantFrom<unknown>(
        null,
        true,
        false,
        0,
        7,
        2.5,
        '',
        'x',
        '3',
        '3s',
        [],
        ['x'],
        {},
        { es: 'x' },
        { otra: 1 },
      ),
    )
    .map(([path, what]) => put(value, path, what))
