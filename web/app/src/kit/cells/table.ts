// Tables on the clipboard, as spreadsheets write and read them: tab-separated text, and HTML beside it.

/** A text that a spreadsheet would take for a formula is marked as text, so that a customer's name computes nothing. */
const guarded = (text: string) => (/^(?:[=@]|[+-](?![\d\s(.]))/.test(text) ? `'${text}` : text)
const unguarded = (text: string) => (/^'[=@+-]/.test(text) ? text.slice(1) : text)

const quoted = (text: string) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>")

export function writeTable(cells: string[][]): { text: string; html: string } {
  const rows = cells.map((line) => line.map(guarded))
  return {
    text: rows.map((line) => line.map(quoted).join("\t")).join("\r\n"),
    html: `<meta charset="utf-8"><table>${rows
      .map((line) => `<tr>${line.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
      .join("")}</table>`,
  }
}

/** Lines and cells of tab-separated text; a quoted cell may hold tabs and lines of its own. */
function readText(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  let cell = ""
  const end = () => {
    rows.at(-1)?.push(cell)
    cell = ""
  }
  while (at < text.length) {
    const sign = text[at]
    if (sign === '"' && cell === "") {
      const from = at + 1
      let to = from
      while (to < text.length && (text[to] !== '"' || text[to + 1] === '"')) to += text[to] === '"' ? 2 : 1
      const after = text[to + 1]
      // A quote that is not closed before a tab or a line's end is a quote that somebody typed.
      if (text[to] === '"' && (after === undefined || "\t\r\n".includes(after))) {
        cell = text.slice(from, to).replaceAll('""', '"')
        at = to + 1
        continue
      }
    }
    if (sign === "\t") end()
    else if (sign === "\n" || (sign === "\r" && text[at + 1] !== "\n")) {
      end()
      rows.push([])
    } else if (sign !== "\r") cell += sign
    at += 1
  }
  end()
  // The last line's own end makes no row.
  if (rows.length > 1 && rows.at(-1)?.join("") === "") rows.pop()
  return rows
}

/** The first table of an HTML clipboard; merged cells stand in each of their places. */
function readHtml(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table")
  if (!table) return null
  const rows: string[][] = []
  const lines = [...table.rows]
  lines.forEach((line, row) => {
    let column = 0
    for (const cell of line.cells) {
      rows[row] ??= []
      while (rows[row][column] !== undefined) column += 1
      for (const br of cell.querySelectorAll("br")) br.replaceWith("\n")
      const text = (cell.textContent ?? "")
        .replace(/\u00a0/g, " ")
        .replace(/[ \t]*\n[ \t]*/g, "\n")
        .trim()
      for (let down = 0; down < Math.max(1, cell.rowSpan) && row + down < lines.length; down++) {
        rows[row + down] ??= []
        const target = rows[row + down]
        for (let along = 0; target && along < Math.max(1, cell.colSpan); along++) target[column + along] = text
      }
      column += Math.max(1, cell.colSpan)
    }
  })
  return rows.length > 0 ? rows.map((line) => Array.from(line, (cell) => cell ?? "")) : null
}

/** What is pasted, as rows of cells. The text is exact where it is a table already; HTML is read where it is not. */
export function readTable(text: string, html: string): string[][] {
  const exact = text.includes("\t") || html === ""
  const rows = (exact ? null : readHtml(html)) ?? readText(text)
  return rows.map((line) => line.map((cell) => unguarded(cell.trim())))
}
