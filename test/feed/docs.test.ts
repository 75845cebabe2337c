import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  componentStatuses,
  incidentStatuses,
  indicators,
  maintenanceStatuses,
} from '../../lib/feed/statuspage/shapes.ts'
import { dataFiles } from './files-of.ts'
import { busy } from './scenes.ts'

const text = readFileSync('docs/api.md', 'utf8')

describe('docs/api.md', () => {
  it('names every file that programs read', () => {
    const shown = dataFiles(busy()).map(({ path }) =>
      path
        .replace(/^[a-z]{2}\//, '')
        .replace(/^badges\/.*\.svg$/, 'badges/<component>.svg')
        .replace(/^api\/v2\//, '')
        .replace(/^data\/(\w+)\.json$/, 'data/$1.csv'),
    )
    expect([...new Set(shown)].filter(path => !text.includes(path))).toEqual([])
  })

  it('explains every word of theirs', () => {
    const words = [...componentStatuses, ...indicators, ...incidentStatuses, ...maintenanceStatuses]
    expect(words.filter(word => !text.includes(`\`${word}\``))).toEqual([])
  })
})
