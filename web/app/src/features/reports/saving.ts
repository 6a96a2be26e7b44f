// Answers as files: made by the server, or the drawing as a picture.

import { Failure, unreached } from "@api/client"
import type { Problem, ReportExport } from "@api/contract"

/** How a drawing gives a picture of itself. */
export type Picture = () => Promise<Blob>

function give(blob: Blob, name: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A name that every file system takes. */
const plain = (name: string) =>
  name
    .replace(/[\\/:*?"<>|]+/g, " ")
    .trim()
    .slice(0, 80) || "report"

export async function saveAnswer(wish: ReportExport): Promise<void> {
  let response: Response
  try {
    response = await fetch("/api/reports/export", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-guanxi": "1" },
      body: JSON.stringify(wish),
    })
  } catch {
    throw unreached()
  }
  if (!response.ok) {
    const fallback: Problem = { status: response.status, code: `http_${response.status}`, message: response.statusText }
    throw new Failure(await response.json().catch(() => fallback))
  }
  give(await response.blob(), `${plain(wish.name)}.${wish.format}`)
}

const SEEN = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
  "font",
  "text-anchor",
  "dominant-baseline",
  "letter-spacing",
  "visibility",
]

/** What makes a picture of what stands in a place: the drawing itself, or its lines; none where it is a table. */
export function pictureOf(place: Element | null, picture: Picture | null): Picture | null {
  if (picture && place?.querySelector("canvas")) return picture
  const svg = drawingIn(place)
  return svg && (() => picturedLines(svg))
}

export const savePicture = async (picture: Picture, name: string): Promise<void> =>
  give(await picture(), `${plain(name)}.png`)

/** The largest drawing in a place. */
function drawingIn(place: Element | null): SVGSVGElement | null {
  const all = [...(place?.querySelectorAll<SVGSVGElement>("svg:not(.icon)") ?? [])].filter(
    (svg) => !svg.closest(".state"),
  )
  const area = (svg: SVGSVGElement) => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height
  return all.sort((a, b) => area(b) - area(a))[0] ?? null
}

/** A drawing as a picture of twice its size, on the paper that it stands on. */
async function picturedLines(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error("no drawing")
  // A picture knows no stylesheet: what it looks like goes with every part of it.
  const [from, to] = [
    [svg, ...svg.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ]
  from.forEach((part, at) => {
    const style = getComputedStyle(part)
    to[at]?.setAttribute("style", SEEN.map((key) => `${key}:${style.getPropertyValue(key)}`).join(";"))
  })
  copy.setAttribute("width", String(width))
  copy.setAttribute("height", String(height))
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = width * 2
  canvas.height = height * 2
  const paper = canvas.getContext("2d")
  if (!paper) throw new Error("no paper")
  paper.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--paper-0")
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))))
  })
}
