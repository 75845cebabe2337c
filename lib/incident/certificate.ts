import type { Observation } from './decide-round.ts'
import type { RecordEvent } from './events.ts'
import type { ServiceRecord } from './record.ts'

const day = 86_400_000
/** Days left at which operators are told, once each. */
const milestones = [1, 7, 14, 21] as const

/** Certificates that have come closer to their end than operators were told of. */
export const expiring = (record: ServiceRecord, seen: Observation): readonly RecordEvent[] =>
  Object.entries(seen.components).flatMap(
    ([component, { certificateExpires: expires }]): readonly RecordEvent[] => {
      if (expires === undefined) return []
      const days = milestones.find(milestone => expires - seen.at <= milestone * day)
      const known = record.certificates[component]
      const isTold =
        known !== undefined && known.expires === expires && days !== undefined && known.told <= days
      return days === undefined || isTold ? [] : [{ is: 'expiring', component, expires, days }]
    },
  )
