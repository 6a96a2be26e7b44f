import { describe, expect, it } from "vitest"
import { addressLine } from "./address"

const none = { country: "", region: "", city: "", district: "", address: "", postcode: "" }

describe("an address as one line", () => {
  it("goes from large to small in Chinese and says each part once", () => {
    const parts = { ...none, region: "上海", city: "上海", district: "静安", postcode: "200042" }
    expect(addressLine({ ...parts, address: "静安延平路98号映月庭6幢1203室" })).toBe(
      "上海静安延平路98号映月庭6幢1203室 200042",
    )
    expect(
      addressLine({ ...parts, region: "陕西", city: "西安", district: "碑林", address: "碑林区太白南路356号" }),
    ).toBe("陕西西安碑林太白南路356号 200042")
  })

  it("goes from small to large elsewhere", () => {
    const parts = { ...none, country: "United States", region: "CA", city: "Oakland" }
    expect(addressLine({ ...parts, address: "12 Grand Ave", postcode: "94612" })).toBe(
      "12 Grand Ave, Oakland, CA 94612, United States",
    )
  })

  it("is only what is known", () => expect(addressLine({ ...none, city: "杭州" })).toBe("杭州"))
})
