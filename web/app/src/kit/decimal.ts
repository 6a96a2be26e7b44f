// Money as decimal text, reckoned without the errors of binary fractions.

const SCALE = 6
const ONE = 10n ** BigInt(SCALE)

/** Decimal text as a whole number of millionths, or null where it is none. */
function parsed(text: string): bigint | null {
  const match = /^(-?)(\d*)(?:[.](\d*))?$/.exec(text.trim().replaceAll(",", ""))
  if (!match || (match[2] === "" && (match[3] ?? "") === "")) return null
  const [, sign, whole = "", fraction = ""] = match
  const value = BigInt(whole || "0") * ONE + BigInt(fraction.slice(0, SCALE).padEnd(SCALE, "0"))
  return sign === "-" ? -value : value
}

/**
 * A figure as people and spreadsheets write it, with marks of a currency and of thousands, as plain decimal text; what is
 * empty stays empty, and null is none.
 */
export function typedAmount(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/^[¥$€£]\s?/, "")
    .replace(/(?<=\d)[,\s](?=\d{3}(\D|$))/g, "")
  return plain === "" || /^\d+(\.\d{1,4})?$/.test(plain) ? plain : null
}

/** Whether two figures are the same, however many noughts they end on. */
export const sameAmount = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : parsed(one) === parsed(other)

/** What a figure is off another, in percent, without digits behind the point where there are none: "4.9"; null of nothing. */
export function percentOff(price: string, of: string): string | null {
  const [paid, whole] = [parsed(price), parsed(of)]
  if (paid === null || whole === null || whole === 0n) return null
  const tenths = ((whole - paid) * 1000n * 10n) / whole
  const rounded = (tenths >= 0n ? tenths + 5n : tenths - 5n) / 10n
  const text = `${rounded < 0n ? "-" : ""}${(rounded < 0n ? -rounded : rounded) / 10n}`
  const rest = (rounded < 0n ? -rounded : rounded) % 10n
  return rest === 0n ? text : `${text}.${rest}`
}

/** Two digits behind the point, half away from zero. */
function written(value: bigint): string {
  const cent = ONE / 100n
  const rounded = (value < 0n ? value - cent / 2n : value + cent / 2n) / cent
  const text = String(rounded < 0n ? -rounded : rounded).padStart(3, "0")
  return `${rounded < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`
}

/** What a line comes to, or null while one of its figures is none. */
export function lineAmount(line: { quantity: string; price: string; discount: string }): string | null {
  const [quantity, price, discount] = [parsed(line.quantity), parsed(line.price), parsed(line.discount || "0")]
  if (quantity === null || price === null || discount === null) return null
  return written((((quantity * price) / ONE) * (100n * ONE - discount)) / (100n * ONE))
}

export const sumOf = (amounts: string[]): string =>
  written(amounts.reduce((sum, amount) => sum + (parsed(amount) ?? 0n), 0n))

/** The gap between what is wished and what is there or likely; "0.00" where there is none. */
export function gapOf(target: string, won: string, weighted: string): string {
  const gap = (parsed(target) ?? 0n) - (parsed(won) ?? 0n) - (parsed(weighted) ?? 0n)
  return written(gap > 0n ? gap : 0n)
}

/** An amount times a chance in percent. */
export const weightedBy = (amount: string, percent: number): string =>
  written(((parsed(amount) ?? 0n) * BigInt(Math.round(percent * 100))) / 10_000n)

/** Shares of a bar, in percent: won, likely, and what is left to the target. */
export function sharesOf(target: string | null, won: string, weighted: string) {
  const [aim, has, likely] = [Number(target ?? 0), Number(won), Number(weighted)]
  const whole = Math.max(aim, has + likely)
  const share = (part: number) => (whole > 0 ? (part / whole) * 100 : 0)
  return { won: share(has), likely: share(likely), gap: share(Math.max(0, whole - has - likely)), aim: share(aim) }
}
