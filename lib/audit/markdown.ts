/** Text as it stands, whatever it says: nothing in it is read as Markdown or HTML, and it stays on its line. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\\`*_{}[\]()<>#|!~&]/g, '\\$&')

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n')
