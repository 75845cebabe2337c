import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Seal } from '../operate/sealed.ts'

export const nodeSeal: Seal = {
  of: (key, text) => createHmac('sha256', key).update(text).digest('base64url'),
  same: (one, other) => {
    const [here, there] = [Buffer.from(one), Buffer.from(other)]
    return here.length === there.length && timingSafeEqual(here, there)
  },
}
