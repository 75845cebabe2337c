import { describe, expect, it } from 'vitest'
import { AnotherNode, npmBom, onlyDeployed, readLock, runningNode, withNode } from '../../cli/sbom.ts'
import manifest from '../../package.json' with { type: 'json' }

const node = { version: '24.21.0', sha256: 'ab'.repeat(32) }

describe('the list of what is deployed', () => {
  const bom = withNode(onlyDeployed(npmBom(), readLock()), runningNode(), manifest.devDependencies.node)
  const versionOf = (name: string) => bom.components.find(one => one.name === name)?.version

  it('names every package that the functions are made of', () => {
    for (const [name, version] of Object.entries(manifest.dependencies)) expect(versionOf(name)).toBe(version)
    for (const name of ['vitest', 'typescript', 'aws-cdk-lib']) expect(versionOf(name)).toBeUndefined()
  })

  it('says of each what it depends on, and of nothing else', () => {
    const known = new Set(bom.components.map(one => one['bom-ref']))
    expect(bom.dependencies.length).toBeGreaterThan(30)
    for (const { dependsOn } of bom.dependencies) for (const ref of dependsOn) expect(known).toContain(ref)
  })

  it('names the Node that comes with the package, by its version and digest', () => {
    expect(bom.components.find(one => one.name === 'node')).toMatchObject({
      type: 'platform',
      version: process.versions.node,
      hashes: [{ alg: 'SHA-256', content: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
  })

  it('is about the project, not about its folder', () => {
    expect(bom.metadata.component.name).toBe('atalaya')
  })

  it('is refused on another Node than the one that is wanted', () => {
    expect(() => withNode(bom, node, '24.99.0')).toThrow(AnotherNode)
    expect(() => withNode(bom, node, '24.99.0')).toThrow('24.21.0')
  })
})
