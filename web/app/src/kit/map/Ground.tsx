// Land, borders and how dark each area is. The paths are made once; what moves is one transform around them.

import { memo, useEffect, useState } from "react"
import { coarseOutlines, fineOutlines, type Outline, type Outlines, PLANE } from "./outlines"
import { boxOf, project, type Size, type View, worldWidth } from "./projection"

interface GroundProps {
  view: View
  size: Size
  shade?: ((area: string) => number) | undefined
  onArea?: ((area: string, edges: Outline["edges"]) => void) | undefined
}

/** From here on the fine outlines are worth reading. */
const FINE = 3
/** From here on China is shown by its provinces. */
export const PROVINCES = 3.2

// Read once for all maps; a map that comes later has them at once.
const kept: { coarse?: Outlines; fine?: Outlines } = {}

/** The outlines that suit a zoom, as soon as they are there. Without a connection the ground stays empty. */
function useOutlines(zoom: number): Outlines | undefined {
  const [, drawAgain] = useState(0)
  const fine = zoom >= FINE
  useEffect(() => {
    let gone = false
    const read = async (name: "coarse" | "fine", from: () => Promise<Outlines>) => {
      try {
        kept[name] ??= await from()
        if (!gone) drawAgain((n) => n + 1)
      } catch {
        // The circles and the list say everything that the ground would.
      }
    }
    const both = async () => {
      await read("coarse", coarseOutlines)
      if (fine) await read("fine", fineOutlines)
    }
    void both()
    return () => {
      gone = true
    }
  }, [fine])
  return fine ? (kept.fine ?? kept.coarse) : (kept.coarse ?? kept.fine)
}

/** The edges of an area on the plane, once its outline has been read. */
export function edgesOf(area: string): Outline["edges"] | undefined {
  const all = [kept.fine, kept.coarse].flatMap((one) => (one ? [...one.provinces, ...one.countries] : []))
  return all.find((one) => one.area === area)?.edges
}

export function Ground({ view, size, shade, onArea }: GroundProps) {
  const outlines = useOutlines(view.zoom)
  const provinces = view.zoom >= PROVINCES && (outlines?.provinces.length ?? 0) > 0
  // Its provinces are China; its own outline, drawn on another scale, would be a second coast.
  const countries = outlines?.countries.filter(({ area }) => !provinces || area !== "CN")
  const scale = worldWidth(view.zoom) / PLANE
  const middle = project(view.lng, view.lat)
  const [left, top] = [size.width / 2 - middle.x * PLANE * scale, size.height / 2 - middle.y * PLANE * scale]
  const [west, south, east, north] = boxOf(view, size)
  const [a, b] = [project(west, north), project(east, south)]
  const seen = ({ edges }: Outline) =>
    edges[0] <= b.x * PLANE && edges[2] >= a.x * PLANE && edges[1] <= b.y * PLANE && edges[3] >= a.y * PLANE
  return (
    <svg className="map-ground" width={size.width} height={size.height} aria-hidden="true">
      <g transform={`translate(${left} ${top}) scale(${scale})`}>
        {countries?.filter(seen).map((one) => (
          <Area
            key={`${one.area} ${one.edges}`}
            outline={one}
            shade={shade ? shade(one.area) : 0}
            onArea={shade && onArea}
          />
        ))}
        {provinces &&
          outlines?.provinces
            .filter(seen)
            .map((one) => (
              <Area
                key={one.area}
                outline={one}
                province
                shade={shade ? shade(one.area) : 0}
                onArea={shade && onArea}
              />
            ))}
      </g>
    </svg>
  )
}

interface AreaProps {
  outline: Outline
  province?: boolean
  shade: number
  onArea: GroundProps["onArea"]
}

const Area = memo(
  function Area({ outline, province, shade, onArea }: AreaProps) {
    const look = province ? "map-area is-province" : "map-area"
    return (
      // The list beside the map has a button for each area; this is the same for a pointer.
      // biome-ignore lint/a11y/noStaticElementInteractions: see above.
      <path
        className={shade > 0 ? `${look} shade-${shade}` : look}
        d={outline.path}
        onClick={onArea && (() => onArea(outline.area, outline.edges))}
      />
    )
  },
  // What a click does is the same at every view; only how it looks draws it again.
  (before, after) =>
    before.outline === after.outline && before.shade === after.shade && !before.onArea === !after.onArea,
)
