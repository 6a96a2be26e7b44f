// Places as the app keeps them, "latitude,longitude", and how far they are apart.

export interface Place {
  lat: number
  lng: number
}

export function readPlace(value: unknown): Place | null {
  const [lat, lng] = String(value ?? "")
    .split(",")
    .map(Number)
  const right = (degrees: number | undefined, most: number) => Math.abs(degrees ?? Number.NaN) <= most
  return lat !== undefined && lng !== undefined && right(lat, 90) && right(lng, 180) ? { lat, lng } : null
}

/** To about a metre; more would say more than a phone knows. */
export const placeText = ({ lat, lng }: Place) => `${lat.toFixed(5)},${lng.toFixed(5)}`

const EARTH = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres over the ground. */
export function metresBetween(a: Place, b: Place): number {
  const dlat = radians(b.lat - a.lat) / 2
  const dlng = radians(b.lng - a.lng) / 2
  const h = Math.sin(dlat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dlng) ** 2
  return Math.round(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h))))
}
