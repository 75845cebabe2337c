import { createHash } from 'node:crypto'
import { ListObjectsV2Command, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import type { PageFile } from '../page/file.ts'
import type { Shelf } from '../ports.ts'
import { cacheControl } from '../site/headers.ts'

/** What S3 gives an object that is written in one piece and lies under no key of ours: the MD5 of its bytes. */
const etagOf = (body: string): string => `"${createHash('md5').update(body).digest('hex')}"`

/**
 * 412: another mark lies there. 409: another is being written. 404: what should be replaced is gone. The SDK asks again
 * where an answer is lost, and then loses against its own success: the caller reads the marks anew.
 */
const conflicts = [404, 409, 412]

const isConflict = (fault: unknown): boolean =>
  fault instanceof S3ServiceException &&
  fault.name !== 'NoSuchBucket' &&
  conflicts.includes(fault.$metadata.httpStatusCode ?? 0)

/** The shelf on S3's conditional writes. Listings and reads are consistent there. */
export const s3Shelf = (client: S3Client, bucket: string): Shelf => {
  const listed = (prefix: string, token: string | undefined) =>
    client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      }),
    )
  const input = (file: PageFile) => ({
    Bucket: bucket,
    Key: file.path,
    Body: file.body,
    ContentType: file.type,
    CacheControl: cacheControl[file.keep],
  })
  return {
    markOf: etagOf,
    marks: async prefix => {
      const found = new Map<string, string>()
      let token: string | undefined
      do {
        const page = await listed(prefix, token)
        for (const { Key, ETag } of page.Contents ?? [])
          if (Key !== undefined && ETag !== undefined) found.set(Key, ETag)
        token = page.NextContinuationToken
      } while (token !== undefined)
      return found
    },
    put: async (file, over) => {
      const condition = over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over }
      try {
        await client.send(new PutObjectCommand({ ...input(file), ...condition }))
        return 'written'
      } catch (fault) {
        if (isConflict(fault)) return 'conflict'
        throw fault
      }
    },
  }
}
