// An address as one line in the custom of its own script: Chinese from the country down to the door, others from the door up.

export interface AddressParts {
  /** The country in words, or empty where it is the reader's own. */
  country: string
  region: string
  city: string
  district: string
  address: string
  postcode: string
}

export const ADDRESS_KEYS = ["country", "region", "city", "district", "address", "postcode"] as const

const HAN = /\p{Script=Han}/u
// "静安延平路 98 号" already says its district; "上海市" says "上海".
const SUFFIX = "[省市区县州盟旗]?"

function withoutLead(text: string, leads: string[]): string {
  let rest = text
  for (const lead of leads) {
    if (lead === "") continue
    const literal = lead.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    rest = rest.replace(new RegExp(`^${literal}${SUFFIX}\\s*`, "u"), "")
  }
  return rest
}

export function addressLine(parts: AddressParts): string {
  const { country, region, city, district, address, postcode } = parts
  // A municipality is its own province.
  const province = region === city ? "" : region
  if (HAN.test(city + district + address + region)) {
    const street = withoutLead(address, [region, city, district])
    return [country, `${province}${city}${district}${street}`, postcode].filter(Boolean).join(" ")
  }
  const town = [province, postcode].filter(Boolean).join(" ")
  return [address, district, city, town, country].filter(Boolean).join(", ")
}
