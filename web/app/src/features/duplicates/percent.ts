/** A probability as people read it; never 100 % or 0 %, which would claim certainty. */
export function percentText(probability: number): string {
  const percent = probability * 100
  if (percent > 99.9) return "> 99.9%"
  if (percent < 0.1) return "< 0.1%"
  return `${percent >= 99 || percent < 1 ? percent.toFixed(1) : Math.round(percent)}%`
}
