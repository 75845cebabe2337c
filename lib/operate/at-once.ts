/** Many at once, and not so many that none comes to its end. */
const workers = 16

export interface Served<One, Found> {
  readonly served: readonly { readonly one: One; readonly found: Found }[]
  readonly failed: readonly { readonly one: One; readonly fault: unknown }[]
}

/** Does it for each, some at once; whatever is thrown for one keeps no other from it. */
export const atOnce = async <One, Found>(
  all: readonly One[],
  serve: (one: One) => Promise<Found>,
): Promise<Served<One, Found>> => {
  const served: { one: One; found: Found }[] = []
  const failed: { one: One; fault: unknown }[] = []
  const waiting = all.values()
  const worker = async () => {
    for (const one of waiting) {
      try {
        served.push({ one, found: await serve(one) })
      } catch (fault) {
        failed.push({ one, fault })
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return { served, failed }
}
