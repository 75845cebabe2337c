import { BadConfig } from './bad-config.ts'
import type { Settings } from './settings.ts'

export interface OwnDomain {
  readonly name: string
  readonly certificateArn: string
}

const partners = { domainName: 'certificateArn', certificateArn: 'domainName' } as const

/** The page's own name, with the certificate for it. Throws BadConfig for one without the other. */
export const ownDomain = ({ domainName, certificateArn }: Settings): OwnDomain | undefined => {
  if (domainName !== undefined && certificateArn !== undefined) return { name: domainName, certificateArn }
  if (domainName === undefined && certificateArn === undefined) return undefined
  const given = domainName === undefined ? 'certificateArn' : 'domainName'
  const allowed = `${given} only beside ${partners[given]}: the network serves a name that it has a certificate of`
  throw new BadConfig([
    { severity: 'error', file: 'settings', path: partners[given], found: 'nothing', allowed },
  ])
}
