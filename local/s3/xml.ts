const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, character => entities[character] ?? character)

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** What S3 answers when it refuses. */
export const errorXml = (code: string, message: string): string =>
  `${declaration}<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`

export interface Listing {
  readonly bucket: string
  readonly prefix: string
  readonly most: number
  readonly objects: readonly {
    readonly key: string
    readonly etag: string
    readonly size: number
    readonly modified: Date
  }[]
  /** Where the next page goes on; absent for the last one. */
  readonly next?: string
}

/** One page of ListObjectsV2. */
export const listingXml = ({ bucket, prefix, most, objects, next }: Listing): string =>
  [
    declaration,
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${escaped(bucket)}</Name><Prefix>${escaped(prefix)}</Prefix>`,
    `<KeyCount>${objects.length}</KeyCount><MaxKeys>${most}</MaxKeys>`,
    `<IsTruncated>${next !== undefined}</IsTruncated>`,
    ...(next === undefined ? [] : [`<NextContinuationToken>${escaped(next)}</NextContinuationToken>`]),
    ...objects.map(
      ({ key, etag, size, modified }) =>
        `<Contents><Key>${escaped(key)}</Key><LastModified>${modified.toISOString()}</LastModified>` +
        `<ETag>${escaped(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    ),
    '</ListBucketResult>',
  ].join('')
