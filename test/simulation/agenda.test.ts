import { describe, expect, it } from 'vitest'
import { agenda } from './agenda.ts'

/** Goes through so many promises, one after the other. */
const promises = async (many: number): Promise<void> => {
  for (let n = 0; n < many; n++) await Promise.resolve()
}

describe('an agenda', () => {
  it('does things by instant, then in their order', async () => {
    const done: string[] = []
    const time = agenda(100)
    time.at(300, () => done.push(`third at ${time.now()}`))
    time.at(200, () => done.push(`first at ${time.now()}`))
    time.at(200, () => done.push(`second at ${time.now()}`))
    time.at(401, () => done.push('after the end'))
    await time.run(400)
    expect(done).toEqual(['first at 200', 'second at 200', 'third at 300'])
  })

  it('lets every promise run before the next act', async () => {
    const done: string[] = []
    const time = agenda(0)
    time.at(1, async () => {
      await promises(1_000)
      done.push('the promises of the first')
      time.at(1, () => done.push('what they asked for'))
    })
    time.at(1, () => done.push('the second'))
    await time.run(1)
    expect(done).toEqual(['the promises of the first', 'the second', 'what they asked for'])
  })

  it('ends where an act fails', async () => {
    const time = agenda(0)
    time.at(1, () => {
      throw new RangeError('no such thing')
    })
    await expect(time.run(1)).rejects.toThrow('no such thing')
  })
})
