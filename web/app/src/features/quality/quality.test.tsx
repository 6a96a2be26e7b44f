// The figures of quality open the lists that make them up.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, wait } from "../../../fake/page"

const { open } = fakePages()

describe("quality by source", () => {
  it("opens the people of a source from its name and from its figure", async () => {
    const history = open("/quality")
    const row = within((await screen.findByRole("cell", { name: /门店会员\.xlsx/ }, wait)).closest("tr") as HTMLElement)
    const [name, figure] = row.getAllByRole("link")
    expect(figure?.textContent).toMatch(/\d/)
    expect(figure?.getAttribute("href")).toBe(name?.getAttribute("href"))
    if (figure) fireEvent.click(figure)
    await waitFor(() => expect(history.location.pathname).toBe("/people"), wait)
    expect(new URLSearchParams(history.location.search).get("filter")).toBe('source = "import:1"')
  }, 15_000)
})
