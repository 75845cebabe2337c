interface Key {
  readonly pk: string
  readonly sk: string
}

/** Below zero if `a` comes first, as DynamoDB sorts texts: by the bytes of their UTF-8, which is by their code points. */
export const byText = (a: string, b: string): number => {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (const [n, letter] of left.entries()) {
    const other = right[n]
    if (other === undefined) return 1
    if (letter !== other) return (letter.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}

/**
 * The order of an export. A service's record comes after everything else that we write of it: whoever puts items in
 * this order never shows a publisher a record whose ledger is not there yet.
 */
export const byKey = (a: Key, b: Key): number => byText(a.pk, b.pk) || byText(a.sk, b.sk)
