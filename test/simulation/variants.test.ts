import { describe, expect, it } from 'vitest'
import { many } from './many.ts'
import { variants } from './variants.ts'
import { assumed } from './world.ts'

/** Most days that it may take to catch a variant; a tenth do for nearly all. */
const days = 400

describe('a rule taken out of the code', () => {
  it.each(variants.map(variant => [variant.name, variant.caughtBy, variant] as const))(
    'is missed: %s breaks %s',
    async (_, caughtBy, variant) => {
      const { violations } = await many(1, days, { assumptions: assumed, variant, until: caughtBy })
      expect(violations.map(({ invariant }) => invariant)).toContain(caughtBy)
    },
    240_000,
  )
})
