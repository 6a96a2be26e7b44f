// What a page says in Chinese that nobody has written: the app's own words, where another language is asked for.
import { rest } from "./look.mjs"

const HAN = /\p{Script=Han}/u

/** Every text inside what the API answered. */
export const textsIn = (value) =>
  typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(textsIn) : []

/** Texts and names of controls with a Chinese character that is not of what colleagues and customers wrote. */
export async function ownChinese(page, written) {
  await rest(page)
  const seen = await page.evaluate(() => {
    const texts = [document.title]
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const { currentNode: node } = walk
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.data)
      else for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(node.getAttribute(name) ?? "")
    }
    return texts
  })
  // Whole before part; one character alone, as that of an avatar, is written only where it stands alone.
  const known = new Set(written)
  const parts = [...known].filter((text) => text.length > 1).sort((a, b) => b.length - a.length)
  const own = (text) =>
    HAN.test(text) && !known.has(text.trim()) && HAN.test(parts.reduce((left, part) => left.replaceAll(part, ""), text))
  return [...new Set(seen.filter(own))]
}
