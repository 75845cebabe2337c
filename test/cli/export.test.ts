import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { end, listen } from '../../local/listen.ts'
import { exported, outage } from '../audit/outage.ts'
import { command } from './command.ts'

describe('atalaya export', () => {
  let folder = ''
  let evidence: Awaited<ReturnType<typeof exported>>
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atalaya-export-'))
    await writeFile(join(folder, 'token'), 'a-token\n')
    evidence = await exported(await outage())
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** Asks a run that answers with this. */
  const ask = async (answer: unknown, ...more: string[]) => {
    const server = createServer((_, response) => response.end(JSON.stringify(answer)))
    const local = `http://localhost:${await listen(server, 0)}`
    try {
      const args = ['export', 'SS-0001', '--local', local, '--data', '.', ...more]
      return await command('atalaya.ts', args, folder)
    } finally {
      await end(server)
    }
  }

  it('writes what verify finds right, and breaks where it is changed', async () => {
    const { code, out } = await ask({ is: 'export', evidence }, '--out', 'expediente')
    const file = join('expediente', 'SS-0001.json')
    const right = await command('atalaya.ts', ['verify', file], folder)
    const text = await readFile(join(folder, file), 'utf8')
    await writeFile(join(folder, file), text.replace('"down"', '"up"'))
    const broken = await command('atalaya.ts', ['verify', file], folder)

    expect({ code, out }).toEqual({ code: 0, out: `wrote ${file}\nwrote expediente/SS-0001.md\n` })
    expect(right).toMatchObject({ code: 0 })
    expect(broken).toMatchObject({ code: 1 })
  })

  it('rehearsed says what it would write, and writes nothing', async () => {
    const { code, out } = await ask({ is: 'export', evidence }, '--dry-run')
    expect({ code, out }).toEqual({ code: 0, out: 'would write SS-0001.json\nwould write SS-0001.md\n' })
    expect(await readdir(folder)).toEqual(['token'])
  })

  it('refuses to write over what is there, until forced', async () => {
    await writeFile(join(folder, 'SS-0001.json'), 'mine')
    const kept = await ask({ is: 'export', evidence })
    const forced = await ask({ is: 'export', evidence }, '--force')
    expect(kept).toMatchObject({
      code: 3,
      err: 'refused: SS-0001.json is there already; --force writes over\n',
    })
    expect(forced).toMatchObject({ code: 0 })
  })

  it('writes no evidence of what is none', async () => {
    const forged = await ask({
      is: 'export',
      evidence: { ...evidence, exportedAt: '2020-01-01T00:00:00.000Z' },
    })
    const refused = await ask({ is: 'refused', why: 'SS-0001 is not known' })
    expect(forged).toMatchObject({ code: 1, err: expect.stringMatching(/EvidenceRefused/) })
    expect(refused).toMatchObject({ code: 3, err: 'refused: SS-0001 is not known\n' })
    expect(await readdir(folder)).not.toContain('SS-0001.json')
  })
})
