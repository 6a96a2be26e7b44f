// Round figures for an axis, and sizes in words.

/** The smallest of 1, 2, 5 × 10ⁿ (times `parts`) that reaches the peak, so that gridlines are whole numbers. */
export function axisTop(peak: number, parts = 4): number {
  const least = Math.max(peak, parts) / parts
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10
  return step * power * parts
}

/** "96 MB", "1.2 KB". */
export function sizeText(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"]
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value >= 100 || unit === 0 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
