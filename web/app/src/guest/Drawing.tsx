// One drawing a page, in one ink with two washes: a sheet with a flower laid on it, a parcel with a flower in its knot.

const PETAL = "M-1.4-1C-7.5-6.3-7-13-.9-14L0-13.2.9-14C7.9-13 8.4-6.3 1.4-1Z"
const TURNS = [0, 60, 120, 180, 240, 300]

function Flower({ at, size }: { at: [number, number]; size: number }) {
  return (
    <g transform={`translate(${at.join(" ")}) scale(${size})`} strokeWidth={1.1 / size}>
      <path d="M8 6C18 4 26 9 30 18 20 22 11 17 8 6Z" fill="var(--leaf)" />
      <path d="M-9 5C-19 3-27 7-31 15-22 20-13 16-9 5Z" fill="var(--leaf)" />
      <path d="M9 7Q19 10 28 17M-10 6Q-20 9-29 14.5" fill="none" />
      {TURNS.map((turn) => (
        <path key={turn} d={PETAL} transform={`rotate(${turn})`} fill="var(--petal)" />
      ))}
      {TURNS.map((turn) => (
        <path key={turn} d={PETAL} transform={`rotate(${turn + 30}) scale(.55)`} fill="var(--petal-2)" />
      ))}
      <circle r="2.6" fill="var(--a-gold)" />
    </g>
  )
}

export function Drawing({ of }: { of: "quote" | "order" }) {
  return (
    <svg
      className="drawing"
      viewBox="0 0 200 120"
      aria-hidden="true"
      fill="none"
      stroke="var(--a-ink)"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {of === "quote" ? (
        <>
          <path d="M6 114h188" opacity=".5" />
          <path d="M52 20h92c5 0 8 3 8 8v78c0 5 3 8 8 8H64c-6 0-9-3-9-9V29c0-5-1-9-3-9Z" fill="var(--paper-0)" />
          <path d="M52 20c-6 0-9 4-9 9v7h12v-7c0-5-1-9-3-9Z" fill="var(--paper-3)" />
          <path d="M67 38h34M67 50h70M67 60h70M67 70h48" opacity=".45" />
          <path d="M67 88h30" opacity=".9" />
          <path d="M120 38h17" opacity=".9" />
          <Flower at={[140, 92]} size={1.15} />
        </>
      ) : (
        <>
          <path d="M6 114h188" opacity=".5" />
          <path d="M46 50h108v64H46Z" fill="var(--paper-0)" />
          <path d="M46 50l14-16h80l14 16Z" fill="var(--paper-3)" />
          <path d="M94 34v80M106 34v80" opacity=".7" />
          <path d="M46 78h48M106 78h48M46 86h48M106 86h48" opacity=".7" />
          <path d="M58 100h18M58 106h10" opacity=".5" />
          <Flower at={[100, 46]} size={1.2} />
        </>
      )}
    </svg>
  )
}
