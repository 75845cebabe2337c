/** A sum of fractions is a hair off: 0.7 / 0.1 is less than 7. */
const hair = 1e-9

/** How many whole posts of this price (euros) a sum pays; without end where a post costs nothing. */
export const postsPaid = (euros: number, price: number): number =>
  price === 0 ? Number.POSITIVE_INFINITY : Math.floor(euros / price + hair)
