import * as v from 'valibot'

/** As much of what `GET /api/status` answers as tells what is owed. */
const statusSchema = v.object({
  record: v.object({
    outbox: v.array(v.string()),
    requests: v.record(v.string(), v.number()),
    incidents: v.array(
      v.object({
        id: v.string(),
        status: v.looseObject({ is: v.string() }),
        steps: v.array(v.looseObject({ n: v.number(), kind: v.string() })),
      }),
    ),
  }),
  ledgers: v.array(
    v.object({
      flight: v.optional(v.object({ notice: v.string() })),
      told: v.record(v.string(), v.object({ is: v.string(), step: v.number() })),
      log: v.array(v.object({ notice: v.string(), state: v.string() })),
    }),
  ),
})
export type Status = v.InferOutput<typeof statusSchema>

export const readStatus = async (url: string): Promise<Status | undefined> => {
  try {
    const response = await fetch(new URL('/api/status', url), { signal: AbortSignal.timeout(10_000) })
    const parsed = v.safeParse(statusSchema, await response.json())
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** Posts that a person must look at. */
export const unclear = ({ ledgers }: Status): ReadonlySet<string> =>
  new Set(
    ledgers.flatMap(({ log }) => log.filter(({ state }) => state === 'unclear').map(({ notice }) => notice)),
  )

/** What has still to happen before everything is told. */
export const owed = (status: Status): readonly string[] => {
  const { record, ledgers } = status
  const looked = unclear(status)
  return [
    ...record.outbox.map(id => `${id} is in the outbox`),
    ...record.incidents.filter(one => one.status.is !== 'resolved').map(({ id }) => `${id} is open`),
    ...ledgers.flatMap(({ flight }) => (flight ? [`${flight.notice} is in flight`] : [])),
    ...ledgers.flatMap(({ told }) =>
      Object.entries(told)
        .filter(([id, { is, step }]) => is === 'down' || (is === 'maybe' && !looked.has(`${id}/${step}`)))
        .map(([id, { is }]) => `${id} was told ${is}`),
    ),
  ]
}
