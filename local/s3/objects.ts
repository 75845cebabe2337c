import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWhole } from '../atomic.ts'
import { jsonOf } from '../body.ts'

const headersSchema = v.object({
  'content-type': v.optional(v.string(), 'binary/octet-stream'),
  'cache-control': v.optional(v.string()),
})
export type ObjectHeaders = v.InferOutput<typeof headersSchema>

/** One object as it was put. */
export interface StoredObject {
  readonly etag: string
  readonly modified: Date
  readonly headers: ObjectHeaders
  readonly body: Buffer
}

/** Objects of buckets, each a file: a line of its headers, then its bytes. */
export interface Objects {
  read(bucket: string, key: string): Promise<StoredObject | undefined>
  /** Keys that begin so, in their order. */
  keys(bucket: string, prefix: string): Promise<readonly string[]>
  /** Writes if `may` says so of what lies there. */
  put(
    bucket: string,
    key: string,
    object: Pick<StoredObject, 'headers' | 'body'>,
    may: (there: StoredObject | undefined) => boolean,
  ): Promise<StoredObject | 'refused'>
}

const lineSchema = v.object({ modified: v.string(), headers: headersSchema })
const end = '\n'.charCodeAt(0)

export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`

const parsed = (whole: Buffer): StoredObject => {
  const cut = whole.indexOf(end)
  const { modified, headers } = v.parse(lineSchema, jsonOf(whole.subarray(0, cut).toString('utf8')))
  const body = whole.subarray(cut + 1)
  return { etag: etagOf(body), modified: new Date(modified), headers, body }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG')

/** Objects in a directory, which outlive the process. Writes of one process are one after another, as conditions need. */
export const openObjects = (directory: string, now: () => number): Objects => {
  const folderOf = (bucket: string) => join(directory, encodeURIComponent(bucket))
  // One segment, whatever is in the key: nothing leaves the directory.
  const fileOf = (bucket: string, key: string) => join(folderOf(bucket), `${encodeURIComponent(key)}.object`)
  const read: Objects['read'] = async (bucket, key) => {
    try {
      return parsed(await readFile(fileOf(bucket, key)))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  return {
    read,
    keys: async (bucket, prefix) => {
      const names = await readdir(folderOf(bucket)).catch(() => [])
      return names
        .filter(name => name.endsWith('.object'))
        .map(name => decodeURIComponent(name.slice(0, -'.object'.length)))
        .filter(key => key.startsWith(prefix))
        .toSorted()
    },
    put: (bucket, key, { headers, body }, may) =>
      inTurn(async () => {
        if (!may(await read(bucket, key))) return 'refused'
        const modified = new Date(now())
        const line = `${JSON.stringify({ modified, headers })}\n`
        await mkdir(folderOf(bucket), { recursive: true })
        await writeWhole(fileOf(bucket, key), Buffer.concat([Buffer.from(line), body]))
        return { etag: etagOf(body), modified, headers, body }
      }),
  }
}
