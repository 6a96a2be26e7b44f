// A chart as an image to keep: what is drawn, under its title and the days it is about.

export type Picture = () => Promise<{ image: string; width: number; height: number }>

const read = (source: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error("the picture cannot be read"))
    image.src = source
  })

interface Caption {
  title: string
  about: string
}

/** A PNG at twice the size it has on screen, on the paper of the theme that is shown. */
export async function pngOf(picture: Picture, { title, about }: Caption): Promise<Blob> {
  const { image: source, width, height } = await picture()
  const image = await read(source)
  const [margin, head, times] = [24, 64, 2]
  const canvas = document.createElement("canvas")
  canvas.width = (width + margin * 2) * times
  canvas.height = (height + head + margin) * times
  const pen = canvas.getContext("2d")
  if (!pen) throw new Error("this browser cannot draw")
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const { fontFamily } = getComputedStyle(document.body)
  pen.scale(times, times)
  pen.fillStyle = token("paper-0")
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = "top"
  pen.fillStyle = token("ink-1")
  pen.font = `600 17px ${fontFamily}`
  pen.fillText(title, margin, 18, width)
  pen.fillStyle = token("ink-3")
  pen.font = `400 12px ${fontFamily}`
  pen.fillText(about, margin, 42, width)
  pen.drawImage(image, margin, head, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture cannot be kept"))), "image/png"),
  )
}

/** Hands a file to the browser to be kept. */
export function keep(blob: Blob, name: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
