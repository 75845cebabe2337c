import { createHash } from 'node:crypto'

/** SHA-256 of a text's UTF-8, as 64 hexadecimal digits. Arithmetic, though Node keeps it among what does I/O. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
