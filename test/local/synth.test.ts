import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { synthesized } from '../../local/synth.ts'
import { wiringOf } from '../../local/wiring.ts'
import { type Stage, stage } from './stage.ts'

const { signal } = new AbortController()

describe('the template of a run', () => {
  let on: Stage
  let data = ''
  beforeAll(async () => {
    on = await stage()
    data = join(on.folder, 'data')
    await mkdir(join(data, 'synth-left'), { recursive: true })
    await synthesized(on.config, data, signal)
  })
  afterAll(() => on.end())

  it('wires everything that the stack deploys', async () => {
    const { template, services } = await synthesized(on.config, data, signal)
    const wiring = wiringOf(template)
    const publisher = wiring.functions.find(one => one.entry === 'functions/publish.ts')

    expect(wiring.functions.map(one => one.entry).sort()).toEqual([
      'functions/alert.ts',
      'functions/operate.ts',
      'functions/page.ts',
      'functions/probe.ts',
      'functions/publish.ts',
    ])
    const alert = wiring.functions.find(one => one.entry === 'functions/alert.ts')
    expect(wiring.rules.map(one => one.targets)).toEqual(
      expect.arrayContaining([[publisher?.id], [alert?.id]]),
    )
    expect(wiring.routes).toContainEqual({
      key: 'POST /commands',
      isSigned: true,
      target: wiring.functions.find(one => one.entry === 'functions/operate.ts')?.id,
    })
    expect(wiring.schedules.map(one => JSON.parse(one.input))).toContainEqual({
      services: ['prueba'],
      scheduledTime: '<aws.scheduler.scheduled-time>',
    })
    expect(publisher?.environment.TABLE_NAME).toBe(wiring.tables[0]?.id)
    expect(services).toMatchObject([{ id: 'prueba' }])
  })

  it('leaves nothing behind but the template', async () => {
    expect(await readdir(data)).toEqual(['template.json'])
  })

  it('is kept until what it is made of changes', async () => {
    const path = join(data, 'template.json')
    const kept = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...kept, services: [{ id: 'kept' }] }))
    expect((await synthesized(on.config, data, signal)).services).toEqual([{ id: 'kept' }])

    await writeFile(on.config, (await readFile(on.config, 'utf8')).replace('"prueba"', '"otra"'))
    expect((await synthesized(on.config, data, signal)).services).toMatchObject([{ id: 'otra' }])
  })

  it('says that a stack cannot be made', async () => {
    await writeFile(on.config, 'id: no service\n')
    await expect(synthesized(on.config, data, signal)).rejects.toThrow(/could not be synthesized/)
  })
})
