const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x1_0000 ? 3 : 4
}

const longest = 75

/** A line of RFC 5545, folded where it has more than 75 octets; no character is cut. */
export const contentLine = (line: string): string => {
  const lines = ['']
  let octets = 0
  for (const character of line) {
    const more = octetsOf(character)
    if (octets + more > longest) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += character
    octets += more
  }
  return lines.join('\r\n')
}

/** A text as the value of a property. */
export const textValue = (text: string): string =>
  text.replaceAll(/[\\;,]/g, found => `\\${found}`).replaceAll(/\r\n?|\n/g, '\\n')
