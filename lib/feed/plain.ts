// No control characters but tab and line end, and nothing that no character is: XML knows no way to write them.
const unspeakable = /(?![\t\n])\p{Cc}|[\uFDD0-\uFDEF\uFFFE\uFFFF]/gu

/** Words of people as every format of ours can carry them; what none can is shown as U+FFFD. */
export const plain = (text: string): string => text.toWellFormed().replaceAll(unspeakable, '\uFFFD')
