import { describe, expect, it } from "vitest"
import { readTable, writeTable } from "./table"

describe("tables on the clipboard", () => {
  it("read back what they wrote, whatever stands in the cells", () => {
    const cells = [
      ["林晓梅", "a\tb", 'say "hi"', "两\n行"],
      ["", "<b>&amp;</b>", "=1+1", "-5"],
    ]
    const { text } = writeTable(cells)
    expect(readTable(text, "")).toEqual(cells)
    const flat = cells.map((line) => line.map((cell) => cell.replace("\t", " ")))
    expect(readTable("no table", writeTable(flat).html)).toEqual(flat)
  })

  it("mark what a spreadsheet would compute, and leave figures and phones alone", () => {
    expect(writeTable([['=HYPERLINK("x")', "@SUM(A1)", "-5", "+86 138", "+cmd"]]).text).toBe(
      `"'=HYPERLINK(""x"")"\t'@SUM(A1)\t-5\t+86 138\t'+cmd`,
    )
  })

  it("take what Excel, WPS and Numbers write", () => {
    expect(readTable("上海\t1\r\n北京\t2\r\n", "")).toEqual([
      ["上海", "1"],
      ["北京", "2"],
    ])
    expect(readTable("甲\r乙", "")).toEqual([["甲"], ["乙"]])
    expect(readTable("一个值", "")).toEqual([["一个值"]])
    expect(readTable('5" pipe\tx', "")).toEqual([['5" pipe', "x"]])
    expect(readTable('"open\tx', "")).toEqual([['"open', "x"]])
    // A column of one, where the text has no tab to tell a table by; a merged cell stands in both its rows.
    const html = "<table><tr><td rowspan=2>上海</td><td>1</td></tr><tr><td>2<br>3</td></tr></table>"
    expect(readTable("上海1 2 3", html)).toEqual([
      ["上海", "1"],
      ["上海", "2\n3"],
    ])
    expect(readTable("上海", "<p>上海</p>")).toEqual([["上海"]])
  })
})
