// What the fake company sells: skincare, tea, gifts, work and subscriptions; and what its price lists say.

import type { PriceList, Product, ProductCategory, ProductChoice, ProductKind, ProductVariant } from "@api/contract"
import { at } from "./clock"
import { dayOf } from "./reviewCells"

type Category = Omit<ProductCategory, "products">
export type FakeProduct = Omit<Product, "row" | "may_edit"> & {
  id: string
  name: string
  kind: ProductKind
  category: string | null
  unit: string
  currency: string
  live: boolean
  updated_at: string
}
export type FakeList = Omit<PriceList, "standing" | "prices"> & {
  prices: { variant: string; from: string; price: string }[]
}

export const categories: Category[] = [
  { id: "cat_skin", name: "护肤", parent: null },
  { id: "cat_face", name: "面部", parent: "cat_skin" },
  { id: "cat_body", name: "身体与手", parent: "cat_skin" },
  { id: "cat_tea", name: "茶", parent: null },
  { id: "cat_white", name: "白茶", parent: "cat_tea" },
  { id: "cat_black", name: "红茶", parent: "cat_tea" },
  { id: "cat_cold", name: "茶包", parent: "cat_tea" },
  { id: "cat_gift", name: "礼盒", parent: null },
  { id: "cat_firms", name: "企业与客房", parent: null },
  { id: "cat_work", name: "服务与订阅", parent: null },
]

interface Seed {
  name: string
  tw: string
  en: string
  kind?: ProductKind
  category: string
  unit: string
  choices?: ProductChoice[]
  /** Code, price, cost; one for each way to choose, in the order of the choices. */
  variants: [string, string | null, string | null][]
  description?: string
  tax?: string
  months?: number
  currency?: string
  live?: boolean
}

const size = (...values: string[]): ProductChoice[] => [{ name: "规格", values }]
const SEEDS: Seed[] = [
  {
    name: "修护精华油",
    tw: "修護精華油",
    en: "Repair essence oil",
    category: "cat_face",
    unit: "瓶",
    choices: size("15 ml", "30 ml", "50 ml"),
    variants: [
      ["SK-ESS-015", "168.00", "41.00"],
      ["SK-ESS-030", "298.00", "72.50"],
      ["SK-ESS-050", "458.00", "108.00"],
    ],
    description: "山茶籽冷榨油与积雪草，夜间修护。干敏肌可用，开封后 12 个月内用完。",
  },
  {
    name: "山茶洁面乳",
    tw: "山茶潔面乳",
    en: "Camellia face wash",
    category: "cat_face",
    unit: "支",
    variants: [["SK-WSH-120", "128.00", "28.00"]],
  },
  {
    name: "安瓿面膜",
    tw: "安瓶面膜",
    en: "Ampoule mask",
    category: "cat_face",
    unit: "盒",
    choices: size("5 片", "20 片"),
    variants: [
      ["SK-MSK-005", "149.00", "33.00"],
      ["SK-MSK-020", "498.00", "118.00"],
    ],
  },
  {
    name: "茶籽泥膜",
    tw: "茶籽泥膜",
    en: "Tea seed clay mask",
    category: "cat_face",
    unit: "罐",
    variants: [["SK-CLY-100", "168.00", "39.00"]],
  },
  {
    name: "红茶身体乳",
    tw: "紅茶身體乳",
    en: "Black tea body lotion",
    category: "cat_body",
    unit: "瓶",
    choices: size("200 ml", "500 ml"),
    variants: [
      ["SK-BDY-200", "158.00", "31.00"],
      ["SK-BDY-500", "298.00", "64.00"],
    ],
  },
  {
    name: "茶籽护手霜",
    tw: "茶籽護手霜",
    en: "Tea seed hand cream",
    category: "cat_body",
    unit: "支",
    choices: [
      { name: "香型", values: ["山茶", "红茶", "柚叶"] },
      { name: "规格", values: ["30 g", "60 g"] },
    ],
    variants: [
      ["SK-HND-C30", "38.00", "8.20"],
      ["SK-HND-C60", "58.00", "13.40"],
      ["SK-HND-B30", "38.00", "8.20"],
      ["SK-HND-B60", "58.00", "13.40"],
      ["SK-HND-Y30", "38.00", "8.60"],
      ["SK-HND-Y60", "58.00", "13.90"],
    ],
  },
  {
    name: "白毫银针",
    tw: "白毫銀針",
    en: "Silver needle white tea",
    category: "cat_white",
    unit: "罐",
    choices: [
      { name: "季节", values: ["春茶", "秋茶"] },
      { name: "规格", values: ["50 g", "100 g"] },
    ],
    variants: [
      ["TE-SLV-S050", "228.00", "96.00"],
      ["TE-SLV-S100", "428.00", "185.00"],
      ["TE-SLV-A050", "168.00", "68.00"],
      ["TE-SLV-A100", "318.00", "131.00"],
    ],
    description: "福鼎太姥山，单芽，日光萎凋。",
  },
  {
    name: "白牡丹饼",
    tw: "白牡丹餅",
    en: "White peony cake",
    category: "cat_white",
    unit: "饼",
    variants: [["TE-PEO-350", "388.00", "142.00"]],
  },
  {
    name: "正山小种",
    tw: "正山小種",
    en: "Lapsang souchong",
    category: "cat_black",
    unit: "罐",
    choices: size("100 g", "250 g"),
    variants: [
      ["TE-LAP-100", "208.00", "78.00"],
      ["TE-LAP-250", "468.00", "186.00"],
    ],
  },
  {
    name: "桂花红",
    tw: "桂花紅",
    en: "Osmanthus black tea",
    category: "cat_black",
    unit: "罐",
    variants: [["TE-OSM-100", "138.00", "46.00"]],
  },
  {
    name: "冷泡茶包",
    tw: "冷泡茶包",
    en: "Cold brew tea bags",
    category: "cat_cold",
    unit: "盒",
    choices: size("12 包", "48 包"),
    variants: [
      ["TE-CLD-012", "68.00", "19.00"],
      ["TE-CLD-048", "228.00", "68.00"],
    ],
  },
  {
    name: "秋茶与护手霜礼盒",
    tw: "秋茶與護手霜禮盒",
    en: "Autumn tea and hand cream gift box",
    category: "cat_gift",
    unit: "盒",
    variants: [["GF-AUT-001", "390.00", "148.00"]],
    description: "秋茶白毫银针 50 g、山茶护手霜 60 g、手折贺卡。可烫印公司名。",
  },
  {
    name: "新春茶礼",
    tw: "新春茶禮",
    en: "New Year tea gift",
    category: "cat_gift",
    unit: "盒",
    choices: [{ name: "款", values: ["雅", "臻"] }],
    variants: [
      ["GF-NEW-Y", "468.00", "172.00"],
      ["GF-NEW-Z", "888.00", "336.00"],
    ],
  },
  {
    name: "中秋茶礼",
    tw: "中秋茶禮",
    en: "Mid-autumn tea gift",
    category: "cat_gift",
    unit: "盒",
    variants: [["GF-MID-001", "428.00", "160.00"]],
    live: false,
  },
  {
    name: "客房洗护四件套",
    tw: "客房洗護四件組",
    en: "Guest room care set",
    category: "cat_firms",
    unit: "套",
    choices: size("30 ml", "50 ml"),
    variants: [
      ["FM-ROM-030", "22.00", "7.90"],
      ["FM-ROM-050", "29.00", "10.60"],
    ],
    description: "洗发、护发、沐浴、润肤。起订 500 套，可印酒店标志。",
  },
  {
    name: "头等舱洗护包",
    tw: "頭等艙洗護包",
    en: "First class amenity kit",
    category: "cat_firms",
    unit: "套",
    variants: [["FM-AIR-001", "86.00", "33.50"]],
  },
  {
    name: "大堂香氛",
    tw: "大廳香氛",
    en: "Lobby diffuser",
    category: "cat_firms",
    unit: "瓶",
    choices: size("200 ml", "500 ml"),
    variants: [
      ["FM-AIR-200", "268.00", "74.00"],
      ["FM-AIR-500", "568.00", "151.00"],
    ],
  },
  {
    name: "客房茶包",
    tw: "客房茶包",
    en: "Guest room tea bags",
    category: "cat_firms",
    unit: "箱",
    variants: [["FM-TEA-600", "780.00", "296.00"]],
    description: "每箱 600 包，红茶与茉莉各半。",
  },
  {
    name: "Camellia Travel Set",
    tw: "山茶旅行組",
    en: "Camellia travel set",
    category: "cat_gift",
    unit: "set",
    variants: [["EX-TRV-001", "48.00", "16.20"]],
    currency: "USD",
  },
  {
    name: "烫印公司名",
    tw: "燙印公司名",
    en: "Company name in foil",
    kind: "service",
    category: "cat_work",
    unit: "个",
    variants: [["SV-FOIL", "30.00", "9.00"]],
    tax: "6",
  },
  {
    name: "茶艺师上门",
    tw: "茶藝師到府",
    en: "Tea master on site",
    kind: "service",
    category: "cat_work",
    unit: "次",
    choices: [{ name: "时长", values: ["半天", "全天"] }],
    variants: [
      ["SV-TEA-H", "1800.00", "900.00"],
      ["SV-TEA-F", "3200.00", "1600.00"],
    ],
    tax: "6",
  },
  {
    name: "企业茶会策划",
    tw: "企業茶會企劃",
    en: "Tea party planning",
    kind: "service",
    category: "cat_work",
    unit: "场",
    variants: [["SV-PARTY", null, null]],
    tax: "6",
    description: "按人数和场地报价。",
  },
  {
    name: "月茶订阅",
    tw: "月茶訂閱",
    en: "Monthly tea subscription",
    kind: "subscription",
    category: "cat_work",
    unit: "月",
    months: 1,
    choices: [{ name: "档", values: ["清", "醇"] }],
    variants: [
      ["SB-TEA-Q", "128.00", "46.00"],
      ["SB-TEA-C", "238.00", "92.00"],
    ],
  },
  {
    name: "办公室茶水角",
    tw: "辦公室茶水角",
    en: "Office tea corner",
    kind: "subscription",
    category: "cat_work",
    unit: "季",
    months: 3,
    variants: [["SB-OFFICE", "2880.00", "1180.00"]],
  },
]

/** Every way to choose one value of each: {规格: 30 ml, 香型: 山茶}, the last choice running fastest. */
export function waysOf(choices: ProductChoice[]): Record<string, string>[] {
  return choices.reduce<Record<string, string>[]>(
    (ways, { name, values }) => ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value }))),
    [{}],
  )
}

const two = (n: number) => String(n).padStart(2, "0")

function made(seed: Seed, k: number): FakeProduct {
  const ways = waysOf(seed.choices ?? [])
  return {
    id: `prd_${two(k + 1)}`,
    name: seed.name,
    names: { "zh-TW": seed.tw, en: seed.en },
    kind: seed.kind ?? "goods",
    category: seed.category,
    unit: seed.unit,
    currency: seed.currency ?? "CNY",
    description: seed.description ?? "",
    tax: seed.tax ?? null,
    months: seed.months ?? null,
    live: seed.live ?? true,
    updated_at: at(((k * 7) % 40) + 1, "11:20"),
    choices: seed.choices ?? [],
    variants: seed.variants.map(
      ([code, price, cost], v): ProductVariant => ({
        id: `var_${two(k + 1)}${two(v + 1)}`,
        code,
        choice: ways[v] ?? {},
        price,
        cost,
        // The yuzu leaf hand cream of 30 g is sold no more.
        live: code !== "SK-HND-Y30",
      }),
    ),
  }
}

export const products: FakeProduct[] = SEEDS.map(made)

export function variantOf(id: string): { product: FakeProduct; variant: ProductVariant } | undefined {
  for (const product of products) {
    const variant = product.variants.find((one) => one.id === id)
    if (variant) return { product, variant }
  }
  return undefined
}
export const variantNamed = (code: string): ProductVariant | undefined =>
  products.flatMap((product) => product.variants).find((one) => one.code === code)

/** The product with its choice: "修护精华油 30 ml". */
export const calledOf = (product: FakeProduct, variant: ProductVariant): string =>
  [product.name, ...Object.values(variant.choice)].join(" ")

const day = (ago: number) => dayOf(at(ago))
const priced = (...prices: [string, string, string][]) =>
  prices.flatMap(([code, from, price]) => {
    const variant = variantNamed(code)
    return variant ? [{ variant: variant.id, from, price }] : []
  })

export const priceLists: FakeList[] = [
  {
    id: "prl_firms",
    name: "企业礼品价",
    currency: "CNY",
    filter: 'tags has "送礼"',
    starts: day(90),
    ends: null,
    live: true,
    prices: priced(
      ["GF-AUT-001", "1", "370.00"],
      ["GF-AUT-001", "100", "360.00"],
      ["GF-AUT-001", "300", "342.00"],
      ["GF-NEW-Y", "1", "438.00"],
      ["GF-NEW-Y", "100", "418.00"],
      ["GF-NEW-Z", "1", "828.00"],
      ["FM-ROM-030", "500", "19.80"],
      ["FM-ROM-030", "2000", "17.60"],
      ["FM-ROM-050", "500", "26.50"],
      ["FM-AIR-001", "1", "82.00"],
      ["FM-AIR-001", "1000", "74.00"],
      ["FM-TEA-600", "1", "720.00"],
      ["SV-FOIL", "1", "30.00"],
      ["SV-FOIL", "500", "22.00"],
      ["TE-SLV-A050", "1", "152.00"],
    ),
  },
  {
    id: "prl_gold",
    name: "金山茶会员价",
    currency: "CNY",
    filter: 'tier = "金山茶"',
    starts: null,
    ends: null,
    live: true,
    prices: priced(
      ["SK-ESS-030", "1", "268.00"],
      ["SK-ESS-050", "1", "412.00"],
      ["TE-SLV-A050", "1", "151.00"],
      ["SK-HND-C60", "1", "52.00"],
    ),
  },
  {
    id: "prl_spring",
    name: "新春预订",
    currency: "CNY",
    filter: "",
    starts: day(-12),
    ends: day(-60),
    live: true,
    prices: priced(["GF-NEW-Y", "1", "448.00"], ["GF-NEW-Z", "1", "848.00"]),
  },
  {
    id: "prl_abroad",
    name: "Overseas",
    currency: "USD",
    filter: "",
    starts: null,
    ends: null,
    live: true,
    prices: priced(["GF-AUT-001", "1", "62.00"], ["SK-ESS-030", "1", "46.00"], ["TE-SLV-A050", "1", "27.00"]),
  },
  {
    id: "prl_eleven",
    name: "双十一",
    currency: "CNY",
    filter: "",
    starts: day(34),
    ends: day(19),
    live: true,
    prices: priced(["SK-ESS-030", "1", "238.00"], ["SK-MSK-020", "1", "398.00"]),
  },
  {
    id: "prl_resale",
    name: "经销商（草稿）",
    currency: "CNY",
    filter: "",
    starts: null,
    ends: null,
    live: false,
    prices: [],
  },
]
