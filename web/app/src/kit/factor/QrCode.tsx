// A QR code as one path. It stays dark on light in any theme, because not every camera reads the reverse.

import { encode } from "uqr"

const QUIET = 4

export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 0 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join("")
  const whole = size + 2 * QUIET
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`${-QUIET} ${-QUIET} ${whole} ${whole}`}>
      <path d={path} />
    </svg>
  )
}
