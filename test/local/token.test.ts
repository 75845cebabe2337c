import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepToken, readToken, sameToken, tokenFile } from '../../local/token.ts'

describe("the operators' token", () => {
  let data = ''
  const mode = async () => (await stat(tokenFile(data))).mode & 0o777
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'atalaya-token-'))
  })
  afterEach(() => rm(data, { recursive: true }))

  it('is made once, for its owner only', async () => {
    const token = await keepToken(data)

    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await mode()).toBe(0o600)
    expect(await keepToken(data)).toBe(token)
    expect(await readToken(data)).toBe(token)
  })

  it('closes a file that others could read', async () => {
    await keepToken(data)
    await chmod(tokenFile(data), 0o644)
    await keepToken(data)
    expect(await mode()).toBe(0o600)
  })

  it('is absent where no run has been', async () => {
    expect(await readToken(data)).toBeUndefined()
  })

  it('equals itself alone', () => {
    expect(sameToken('a', 'a')).toBe(true)
    expect(sameToken('a', 'b')).toBe(false)
    expect(sameToken('a', 'aa')).toBe(false)
    expect(sameToken('', 'a')).toBe(false)
  })
})
