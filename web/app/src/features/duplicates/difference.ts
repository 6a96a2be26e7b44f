// Which characters of two values differ, by the longest common subsequence of code points.

export interface Piece {
  text: string
  same: boolean
}

const LONGEST = 240

function pieces(characters: string[], same: boolean[]): Piece[] {
  const out: Piece[] = []
  characters.forEach((character, at) => {
    const last = out.at(-1)
    if (last && last.same === same[at]) last.text += character
    else out.push({ text: character, same: same[at] === true })
  })
  return out
}

/** Both values cut into pieces that are the same and pieces that differ; letter case and width count as the same. */
export function difference(a: string, b: string): [Piece[], Piece[]] {
  const [left, right] = [[...a], [...b]]
  const fold = (character: string) => character.normalize("NFKC").toLowerCase()
  const [x, y] = [left.map(fold), right.map(fold)]
  const keptLeft = left.map(() => false)
  const keptRight = right.map(() => false)
  if (x.length <= LONGEST && y.length <= LONGEST) {
    const width = y.length + 1
    const table = new Uint16Array((x.length + 1) * width)
    const at = (i: number, j: number) => table[i * width + j] ?? 0
    for (let i = x.length - 1; i >= 0; i -= 1)
      for (let j = y.length - 1; j >= 0; j -= 1)
        table[i * width + j] = x[i] === y[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    // Values that share little are two values, not one with many slips: scattered marks would only distract.
    if (at(0, 0) * 3 >= Math.max(x.length, y.length)) {
      let [i, j] = [0, 0]
      while (i < x.length && j < y.length) {
        if (x[i] === y[j]) {
          keptLeft[i] = true
          keptRight[j] = true
          i += 1
          j += 1
        } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
        else j += 1
      }
    }
  }
  return [pieces(left, keptLeft), pieces(right, keptRight)]
}
