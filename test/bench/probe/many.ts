/** So many of something, so many at a time: how long each took, in milliseconds. */
export const many = async (
  times: number,
  together: number,
  one: () => Promise<unknown>,
): Promise<readonly number[]> => {
  const took: number[] = []
  let left = times
  const worker = async () => {
    while (left-- > 0) {
      const from = performance.now()
      await one()
      took.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: together }, worker))
  return took
}
