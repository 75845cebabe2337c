import type { Alert } from './alert.ts'
import { newestReminder } from './attention.ts'
import type { Look } from './look.ts'
import { channelSaid, concerning, lastingSaid, textOf, timeSaid, titleOf, whoSaid } from './say.ts'

/** Nobody stops the posting for good: `hold/<channel>/<since>/<milliseconds after>`, only the newest that is over. */
export const longHolds = (look: Look): readonly Alert[] => {
  const { service, record, policy, now } = look
  return Object.entries(record.holds).flatMap(([channel, { at: since, by, why }]): readonly Alert[] => {
    const after = newestReminder(since, policy, now)
    if (after === undefined) return []
    const where = channel === 'all' ? 'todos los canales' : channelSaid(channel)
    const release = channel === 'all' ? 'atalaya release' : `atalaya release ${channel}`
    return [
      {
        ...concerning(service, []),
        key: `hold/${channel}/${since}/${after}`,
        kind: 'posting-held',
        severity: 'warning',
        list: 'first',
        at: since + after,
        title: titleOf(`${service.code}: nada sale en ${where} desde hace ${lastingSaid(since, now)}`),
        text: textOf(
          `Lo paró ${whoSaid(by)} a ${timeSaid(since, look)}${why === undefined ? '' : `: ${why}`}.`,
          `La gente no se entera de nada nuevo. Para que vuelva a salir: ${release}`,
        ),
      },
    ]
  })
}
