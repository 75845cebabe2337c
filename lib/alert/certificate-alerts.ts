import type { Alert } from './alert.ts'
import type { Look } from './look.ts'
import { aboutLine, concerning, namesOf, textOf, timeSaid, titleOf } from './say.ts'

const day = 86_400_000

const remaining = (milliseconds: number): string => {
  const days = Math.ceil(milliseconds / day)
  if (milliseconds <= 0) return 'ya caducó'
  return days === 1 ? 'caduca en un día' : `caduca en ${days} días`
}

/** Certificates that came to 21, 14, 7 or 1 days before their end: `certificate/<id>/<expires>/<days>`. */
export const oldCertificates = (look: Look): readonly Alert[] => {
  const { service, record, now } = look
  return Object.entries(record.certificates).flatMap(([id, { expires, told: days }]): readonly Alert[] => {
    // A component that left the config leaves its certificate behind.
    if (service.components.every(one => one.id !== id) || now - expires > day) return []
    return [
      {
        ...concerning(service, [id]),
        key: `certificate/${id}/${expires}/${days}`,
        kind: 'certificate-expiring',
        severity: days <= 7 ? 'critical' : 'warning',
        list: 'first',
        at: now,
        title: titleOf(
          `${service.code}: ${remaining(expires - now)} el certificado de {names}`,
          namesOf(service, [id]),
        ),
        text: textOf(
          aboutLine(service, [id]),
          `Su certificado vale hasta ${timeSaid(expires, look)}. Después, los navegadores no dejan entrar.`,
        ),
      },
    ]
  })
}
