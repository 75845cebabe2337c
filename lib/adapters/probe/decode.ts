import type { Transform } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'

/** Makes a decoder, which is chosen by the first byte where the encoding's name does not tell: "deflate" is two formats. */
const makers: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: first => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
}

export interface Sink {
  /** Takes plain bytes. */
  data(chunk: Buffer): void
  end(): void
  fail(error: unknown): void
}

/** What a response's body is poured into. */
export interface Decoder {
  /** `false`: wait for `resume` before the next. */
  write(chunk: Buffer, resume: () => void): boolean
  end(): void
  /** The response broke off: what came until then is still decoded. */
  fail(error: unknown): void
  destroy(): void
}

const plain = ({ data, end, fail }: Sink): Decoder => ({
  write: chunk => {
    data(chunk)
    return true
  },
  end,
  fail,
  destroy: () => undefined,
})

const decoding = (make: (first: number) => Transform, sink: Sink): Decoder => {
  let stream: Transform | undefined
  let broken: { readonly error: unknown } | undefined
  const start = (first: number) => {
    const made = make(first)
    made.on('data', sink.data)
    made.on('end', () => (broken ? sink.fail(broken.error) : sink.end()))
    made.on('error', error => sink.fail(broken ? broken.error : error))
    return made
  }
  return {
    write: (chunk, resume) => {
      stream ??= start(chunk[0] ?? 0)
      if (stream.write(chunk)) return true
      stream.once('drain', resume)
      return false
    },
    end: () => (stream ? stream.end() : sink.end()),
    fail: error => {
      broken = { error }
      if (stream) stream.end()
      else sink.fail(error)
    },
    destroy: () => stream?.destroy(),
  }
}

/** We ask for plain bytes; a site that compresses all the same is understood. `undefined`: in an encoding that we do not know. */
export const decoderFor = (contentEncoding: string | undefined, sink: Sink): Decoder | undefined => {
  const encoding = (contentEncoding ?? '').trim().toLowerCase()
  if (encoding === '' || encoding === 'identity') return plain(sink)
  const make = Object.hasOwn(makers, encoding) ? makers[encoding] : undefined
  return make && decoding(make, sink)
}
