// A share as a bar; what it says stands beside it as a figure.

export function Bar({ share, tone = "" }: { share: number; tone?: string }) {
  const look = tone === "older" || tone === "never" ? "is-old" : share < 0.5 && tone === "" ? "is-low" : ""
  return (
    <span className={`quality-bar ${look}`} aria-hidden="true">
      <span style={{ width: `${Math.max(share > 0 ? 1 : 0, share * 100)}%` }} />
    </span>
  )
}
