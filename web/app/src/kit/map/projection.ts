// The map as a plane: Mercator, as all maps of the web have it. At zoom 0 the world is 256 pixels wide, at each next
// twice that. A view is its middle and its zoom; everything here is a pure function of it.

interface Point {
  lat: number
  lng: number
}

export interface View {
  lng: number
  lat: number
  zoom: number
}
export interface Size {
  width: number
  height: number
}
/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

/** Beyond it Mercator has no end. */
export const POLE = 85.0511
export const DEEPEST = 18

const clamp = (n: number, least: number, most: number) => Math.min(most, Math.max(least, n))
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** How many pixels wide the world is. */
export const worldWidth = (zoom: number) => 256 * 2 ** zoom

/** A place on the plane that is 1 wide and 1 high, from the north-west. */
export function project(lng: number, lat: number): { x: number; y: number } {
  const phi = radians(clamp(lat, -POLE, POLE))
  return { x: (lng + 180) / 360, y: (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2 }
}

export function unproject(x: number, y: number): { lng: number; lat: number } {
  return { lng: x * 360 - 180, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI }
}

/** The least zoom at which the world fills the frame. */
export const leastZoom = ({ width, height }: Size) => Math.max(0, Math.log2(Math.max(width, height * 0.8) / 256))

/** A view that stays on the world: not farther out than it, and not beyond its edges. */
export function held(view: View, size: Size): View {
  const zoom = clamp(view.zoom, leastZoom(size), DEEPEST)
  const world = worldWidth(zoom)
  const middle = project(view.lng, view.lat)
  const inside = (at: number, half: number) => (half >= 0.5 ? 0.5 : clamp(at, half, 1 - half))
  const x = inside(middle.x, size.width / 2 / world)
  const y = inside(middle.y, size.height / 2 / world)
  return { ...unproject(x, y), zoom }
}

/** Where a place stands in the frame, in pixels from its upper left corner. */
export function placeIn(view: View, size: Size, lng: number, lat: number): { left: number; top: number } {
  const world = worldWidth(view.zoom)
  const [at, middle] = [project(lng, lat), project(view.lng, view.lat)]
  return { left: (at.x - middle.x) * world + size.width / 2, top: (at.y - middle.y) * world + size.height / 2 }
}

export function boxOf(view: View, { width, height }: Size): Box {
  const world = worldWidth(view.zoom)
  const { x, y } = project(view.lng, view.lat)
  const corner = unproject(clamp(x - width / 2 / world, 0, 1), clamp(y + height / 2 / world, 0, 1))
  const other = unproject(clamp(x + width / 2 / world, 0, 1), clamp(y - height / 2 / world, 0, 1))
  return [corner.lng, corner.lat, other.lng, other.lat]
}

/** The view after the paper was pushed by so many pixels. */
export function panned(view: View, size: Size, dx: number, dy: number): View {
  const world = worldWidth(view.zoom)
  const { x, y } = project(view.lng, view.lat)
  return held({ ...unproject(x - dx / world, clamp(y - dy / world, 0, 1)), zoom: view.zoom }, size)
}

/** The view after zooming, with the place under a point of the frame held where it is. */
export function zoomed(view: View, size: Size, by: number, left = size.width / 2, top = size.height / 2): View {
  const zoom = clamp(view.zoom + by, leastZoom(size), DEEPEST)
  const [before, after] = [worldWidth(view.zoom), worldWidth(zoom)]
  const { x, y } = project(view.lng, view.lat)
  const [dx, dy] = [left - size.width / 2, top - size.height / 2]
  const middle = { x: x + dx / before - dx / after, y: y + dy / before - dy / after }
  return held({ ...unproject(middle.x, clamp(middle.y, 0, 1)), zoom }, size)
}

/** The box around some places. */
export function around([first, ...rest]: readonly [Point, ...Point[]]): Box {
  return rest.reduce<Box>(
    ([w, s, e, n], { lat, lng }) => [Math.min(w, lng), Math.min(s, lat), Math.max(e, lng), Math.max(n, lat)],
    [first.lng, first.lat, first.lng, first.lat],
  )
}

/** The closest view that shows a box with some room, but not closer than `most`. */
export function fitted([west, south, east, north]: Box, size: Size, most = 11): View {
  const [a, b] = [project(west, north), project(east, south)]
  const room = 56
  const across = Math.max(size.width - 2 * room, 64) / Math.max(b.x - a.x, 1e-9) / 256
  const up = Math.max(size.height - 2 * room, 64) / Math.max(b.y - a.y, 1e-9) / 256
  const zoom = Math.min(Math.log2(Math.min(across, up)), most)
  return held({ ...unproject((a.x + b.x) / 2, (a.y + b.y) / 2), zoom }, size)
}

/** The box that nine in ten of the rows stand in, so that a few far away do not make a list small. */
export function mostly(cells: readonly { count: number; box: Box }[]): Box | null {
  const sum = cells.reduce((total, cell) => total + cell.count, 0)
  let [reached, box]: [number, Box | null] = [0, null]
  for (const cell of [...cells].sort((a, b) => b.count - a.count)) {
    if (reached >= sum * 0.9) break
    const [w, s, e, n]: Box = box ?? cell.box
    box = [Math.min(w, cell.box[0]), Math.min(s, cell.box[1]), Math.max(e, cell.box[2]), Math.max(n, cell.box[3])]
    reached += cell.count
  }
  return box
}

/** What to ask the server for: the frame and a little more, by whole steps, so that a small push asks nothing new. */
export function asked(view: View, size: Size): { box: Box; zoom: number } {
  const zoom = Math.floor(view.zoom)
  const step = (360 / worldWidth(zoom)) * 192
  const [west, south, east, north] = boxOf(view, size)
  const down = (at: number, least: number) => Math.max(least, Math.floor(at / step) * step)
  const up = (at: number, most: number) => Math.min(most, Math.ceil(at / step) * step)
  return { box: [down(west, -180), down(south, -90), up(east, 180), up(north, 90)], zoom }
}

/** "31.23,121.47,8.5": a view as the address keeps it. */
export const viewText = ({ lat, lng, zoom }: View) =>
  [lat.toFixed(zoom > 8 ? 4 : 2), lng.toFixed(zoom > 8 ? 4 : 2), zoom.toFixed(1)].join(",")

export function readView(text: string | undefined): View | null {
  const [lat = Number.NaN, lng = Number.NaN, zoom = Number.NaN, more] = (text ?? "").split(",").map(Number)
  const right = more === undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= DEEPEST
  return right ? { lat, lng, zoom } : null
}

/** The radius of a circle: its area grows with the count, between what a finger hits and what hides no neighbour. */
export const radiusOf = (count: number, most: number) =>
  count <= 1 ? 7 : Math.round(11 + 13 * Math.sqrt(Math.log(count) / Math.log(Math.max(most, 2))))

/** How dark an area is, from 1 to 5, where the fullest is 5: by the root, so that a few thousand do not blank the rest. */
export const shadeOf = (count: number, most: number) =>
  count <= 0 ? 0 : Math.min(5, Math.max(1, Math.ceil(5 * Math.sqrt(count / most) - 1e-9)))

/** The least count of each shade, for the key beside the map; shades that nothing can have are left out. */
export function shades(most: number): { shade: number; from: number }[] {
  const out: { shade: number; from: number }[] = []
  for (let shade = 1; shade <= 5; shade++) {
    let from = Math.max(1, Math.floor(((shade - 1) / 5) ** 2 * most))
    while (shadeOf(from, most) < shade) from++
    if (from <= most && shadeOf(from, most) === shade) out.push({ shade, from })
  }
  return out
}

/** A length for the scale of the map: a round number of metres, and how many pixels it takes. */
export function scaleBar(view: View): { metres: number; pixels: number } {
  const perPixel = (40_075_017 * Math.cos(radians(view.lat))) / worldWidth(view.zoom)
  const most = perPixel * 96
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = power * (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1)
  return { metres, pixels: metres / perPixel }
}
