// The files that are brought in: the real ones of GUANXI_SHARED (default: ../shared/data beside the project) or,
// where that folder is missing, files of the same shape written here.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { root } from "./stage.mjs"

const shared = process.env.GUANXI_SHARED ?? join(root, "../shared/data")
const PEOPLE_HEAD =
  "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id"
const GIVEN =
  "victoria luke hannah andrew samuel chloe isabella joshua mia thomas emiily jackson ruby ethan sophie lachlan".split(
    " ",
  )
const SURNAME =
  "white mccarthy spong bradshaw nguyen kowalski clarke webb petersen ryan donaldson green miles fuller".split(" ")
const STREET =
  "fihelly street,vasey crescent,ellis place,berne crescent,atherton street,chewings circuit,namatjira drive".split(",")
const SUBURB = "greenacre,berwick,albany creek,greensborough,pymble,maroubra,toowoomba,ascot vale".split(",")

/** A row of people for each number; every fourth comes twice, the second time with a slip of the keyboard. */
function people(count) {
  const rows = []
  for (let n = 0; n < count; n += 1) {
    const pick = (list, step) => list[(n * step + (n >> 4)) % list.length]
    const born = `${1930 + (n % 70)}${String(1 + (n % 12)).padStart(2, "0")}${String(1 + (n % 28)).padStart(2, "0")}`
    const row = [
      `r${String(n).padStart(11, "0")}`,
      pick(GIVEN, 7),
      pick(SURNAME, 5),
      1 + ((n * 13) % 240),
      pick(STREET, 3),
      "",
      pick(SUBURB, 11),
    ]
    const rest = [2000 + ((n * 37) % 5000), ["nsw", "vic", "qld"][n % 3], born, 1_000_000 + n * 7919]
    rows.push([...row, ...rest])
    if (n % 4 === 0) {
      const [, given, surname, ...more] = row
      rows.push([
        `x${String(n).padStart(11, "0")}`,
        given,
        surname.replace(/(.)(.)(?=.?$)/, "$2$1"),
        ...more,
        ...rest.with(-1, ""),
      ])
    }
  }
  return [PEOPLE_HEAD, ...rows.map((row) => row.join(","))].join("\n")
}

function orders(count) {
  const rows = Array.from({ length: count }, (_, n) => {
    const customer = String(1 + (n % Math.ceil(count / 3))).padStart(5, "0")
    const day = new Date(Date.UTC(1997, 0, 1 + ((n * 17) % 540))).toISOString().slice(0, 10)
    return `${customer},${customer.slice(1)},${day},${1 + (n % 4)},${(9.99 + (n % 40) * 1.5).toFixed(2)}`
  })
  return ["customer_id,sample_id,date,quantity,amount", ...rows].join("\n")
}

/** `{ path, name, rows }` of people/febrl2.csv and orders/cdnow_sample.csv, or of small files of that shape. */
export function files(folder, { small = false } = {}) {
  mkdirSync(folder, { recursive: true })
  const real = (name, make) => {
    let path = join(shared, name)
    if (small || !existsSync(path)) {
      if (!small)
        console.log(`there is no ${name} in the shared data (GUANXI_SHARED): a file of the same shape is made`)
      path = join(folder, basename(name))
      writeFileSync(path, `${make()}\n`)
    }
    const rows = readFileSync(path, "utf8").trimEnd().split("\n").length - 1
    return { path, name: basename(path), rows }
  }
  return {
    people: real("people/febrl2.csv", () => people(small ? 120 : 1200)),
    orders: real("orders/cdnow_sample.csv", () => orders(small ? 90 : 1500)),
  }
}
