import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'

type Bytes = string | ArrayBuffer | ArrayBufferView

const bytes = (from: Bytes): string | Uint8Array => {
  if (typeof from === 'string') return from
  return ArrayBuffer.isView(from)
    ? new Uint8Array(from.buffer, from.byteOffset, from.byteLength)
    : new Uint8Array(from)
}

/** SHA-256, or HMAC under a key, in the form that the signer of AWS takes. */
export class Sha256 {
  readonly #make: () => Hash | Hmac
  #state: Hash | Hmac

  constructor(key?: Bytes) {
    this.#make = () => (key === undefined ? createHash('sha256') : createHmac('sha256', bytes(key)))
    this.#state = this.#make()
  }

  update(part: Bytes): void {
    this.#state.update(bytes(part))
  }

  async digest(): Promise<Uint8Array> {
    return this.#state.digest()
  }

  reset(): void {
    this.#state = this.#make()
  }
}
