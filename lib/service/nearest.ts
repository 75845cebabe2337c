/** How many letters must be put in, taken out or changed to make one word of the other. */
const distance = (one: string, other: string): number => {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1]
    for (const [column, against] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === against ? 0 : 1)
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
    }
    above = line
  }
  return above.at(-1) ?? 0
}

/** The word that was probably meant, capitals aside; `undefined` if none is within half of its letters. */
export const nearest = (found: string, words: readonly string[]): string | undefined => {
  // A long text is no slip of the pen, and measuring it would be slow.
  if (found.length > 64) return undefined
  const near = words
    .map(word => ({ word, far: distance(found.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)[0]
  return near && near.far <= near.word.length / 2 ? near.word : undefined
}
