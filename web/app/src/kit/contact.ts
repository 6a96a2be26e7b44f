// Ways to reach somebody as people write them: a phone in groups, a handle with its "@", an opaque id as a word.

// How numbers are grouped: country code, length without it, groups. Others keep the form they were stored in.
const GROUPS: [code: string, digits: number, groups: number[]][] = [
  ["1", 10, [3, 3, 4]],
  ["44", 10, [4, 6]],
  ["65", 8, [4, 4]],
  ["81", 10, [2, 4, 4]],
  ["852", 8, [4, 4]],
  ["853", 8, [4, 4]],
  ["886", 9, [3, 3, 3]],
]

/** "138 0000 2716" for a mobile of the mainland, "028 5550 0006" for a fixed line there, "+44 7700 900816" for one from elsewhere. */
export function displayPhone(phone: string): string {
  const china = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(phone)
  if (china) return `${china[1]} ${china[2]} ${china[3]}`
  // A fixed line of the mainland: the area is two figures for the largest cities and three elsewhere.
  const fixed = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(phone)
  if (fixed) return `0${fixed[1]} ${fixed[2]} ${fixed[3]}`
  for (const [code, digits, groups] of GROUPS) {
    const rest = phone.slice(code.length + 1)
    if (!phone.startsWith(`+${code}`) || !/^\d+$/.test(rest) || rest.length !== digits) continue
    let at = 0
    const parts = groups.map((size) => {
      at += size
      return rest.slice(at - size, at)
    })
    return [`+${code}`, ...parts].join(" ")
  }
  return phone
}

/** A line of text in which stored phones stand as people write them. */
export const withPhones = (text: string): string => text.replace(/\+\d{8,15}(?!\d)/g, displayPhone)

export interface SpokenIdentity {
  /** What to show, or null where only the kind is worth a word: nobody reads an openid. */
  text: string | null
  /** Whose handle it is, such as "xiaohongshu". */
  place: string | null
}

const OPAQUE = new Set(["wechat_openid", "wechat_unionid", "wecom_external", "device"])

// A Weibo account number and a decentralised id are for machines as well.
const isNumber = (kind: string, value: string) =>
  (kind === "weibo" && /^\d+$/.test(value)) || (kind === "did" && value.startsWith("did:"))

export function speakIdentity(kind: string, value: string): SpokenIdentity {
  if (kind === "phone") return { text: displayPhone(value), place: null }
  if (OPAQUE.has(kind) || isNumber(kind, value)) return { text: null, place: null }
  const handle = kind === "handle" ? /^([a-z][a-z0-9_]*):(.+)$/.exec(value) : null
  if (!handle) return { text: value, place: null }
  const [, place = null, name = ""] = handle
  return { text: name.startsWith("@") ? name : `@${name}`, place }
}
