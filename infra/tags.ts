import { type App, Tags } from 'aws-cdk-lib'
import * as v from 'valibot'

const characters = String.raw`[\p{L}\p{N} _.:/=+@-]`
const key = v.pipe(
  v.string(),
  v.regex(new RegExp(`^(?!aws:)${characters}{1,128}$`, 'u'), 'names of tags as AWS takes them'),
)
const value = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${characters}{0,256}$`, 'u'), 'values of tags as AWS takes them'),
)
const pairs = /^[^=,]+=[^,]*(?:,[^=,]+=[^,]*)*$/

const pairOf = (text: string) => {
  const at = text.indexOf('=')
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()] as const
}

/** `-c tags=name=value,other=value`, or an object in cdk.json. AWS takes 50 of a resource, and keeps some for itself. */
export const tagsSchema = v.pipe(
  v.union(
    [
      v.record(v.string(), v.string()),
      v.pipe(
        v.string(),
        v.regex(pairs),
        v.transform((text): Record<string, string> => Object.fromEntries(text.split(',').map(pairOf))),
      ),
    ],
    'name=value, with commas between them',
  ),
  v.record(key, value),
  v.check(tags => Object.keys(tags).length <= 40, 'at most 40'),
)

/** On every resource that takes tags. */
export const tagAll = (app: App, tags: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(tags)) Tags.of(app).add(name, text)
}
