// The 34 units of China at the level of provinces, each a tile near where it lies. Pure.

import type { Locale } from "@api/contract"

export interface Province {
  /** From the west and from the north, in tiles. */
  column: number
  row: number
  /** Simplified, traditional, Latin. */
  names: readonly [string, string, string]
  /** What else it is called. */
  also: readonly string[]
}

/** Column, row, simplified, traditional, English, others. */
const TILES = `
9 0 黑龙江 黑龍江 Heilongjiang
6 1 内蒙古 內蒙古 Inner_Mongolia Nei_Mongol Neimenggu
9 1 吉林 吉林 Jilin
0 2 新疆 新疆 Xinjiang
7 2 北京 北京 Beijing Peking
8 2 天津 天津 Tianjin
9 2 辽宁 遼寧 Liaoning
3 3 甘肃 甘肅 Gansu
4 3 宁夏 寧夏 Ningxia
5 3 陕西 陝西 Shaanxi
6 3 山西 山西 Shanxi
7 3 河北 河北 Hebei
8 3 山东 山東 Shandong
1 4 西藏 西藏 Xizang Tibet
2 4 青海 青海 Qinghai
4 4 四川 四川 Sichuan
5 4 重庆 重慶 Chongqing
6 4 湖北 湖北 Hubei
7 4 河南 河南 Henan
8 4 安徽 安徽 Anhui
9 4 江苏 江蘇 Jiangsu
5 5 贵州 貴州 Guizhou
6 5 湖南 湖南 Hunan
7 5 江西 江西 Jiangxi
8 5 浙江 浙江 Zhejiang
9 5 上海 上海 Shanghai
4 6 云南 雲南 Yunnan
5 6 广西 廣西 Guangxi
6 6 广东 廣東 Guangdong Canton
7 6 福建 福建 Fujian
9 6 台湾 臺灣 Taiwan 台灣
5 7 海南 海南 Hainan
6 7 澳门 澳門 Macao Macau
7 7 香港 香港 Hong_Kong Hongkong
`

export const COLUMNS = 10

export const PROVINCES: readonly Province[] = TILES.trim()
  .split("\n")
  .map((line) => {
    const [column, row, cn = "", tw = "", en = "", ...also] = line.split(" ").map((word) => word.replaceAll("_", " "))
    return { column: Number(column), row: Number(row), names: [cn, tw, en], also }
  })

/** Without what kind of unit it is, "广西壮族自治区" is 广西. */
const ENDS =
  /(?:特别行政区|特別行政區|维吾尔自治区|維吾爾自治區|壮族自治区|壯族自治區|回族自治区|回族自治區|自治区|自治區|省|市)$/
const LATIN_ENDS =
  /\b(?:province|municipality|city|shi|sheng|sar|special administrative region|(?:zhuang|uygur|uyghur|hui) autonomous region|autonomous region)\b/g

const plain = (name: string) => {
  const text = name
    .trim()
    .toLowerCase()
    .replace(LATIN_ENDS, "")
    .replace(/[\s'’.,-]/g, "")
  return text.replace(ENDS, "")
}

const BY_NAME = new Map(
  PROVINCES.flatMap((one) => [...one.names, ...one.also].map((name) => [plain(name), one] as const)),
)

/** The unit that a text names: 上海, 上海市, 广东省, "Guangdong", "Guangxi Zhuang Autonomous Region". */
export const provinceOf = (name: string): Province | undefined => BY_NAME.get(plain(name))

export const provinceName = ({ names }: Province, locale: Locale) =>
  names[locale === "zh-CN" ? 0 : locale === "zh-TW" ? 1 : 2]
