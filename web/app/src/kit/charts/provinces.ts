// The provinces of China as tiles that lie to each other about as they do on the ground: every one is as large as it must be
// to be read and pressed, Shanghai as well as Xinjiang.

export interface Tile {
  /** Without 省, 市, 自治区. */
  name: string
  en: string
  /** As GB/T 2260 has it, where a name in Latin letters is too long for a tile. */
  code: string
  column: number
  row: number
}

const of = (name: string, en: string, code: string, column: number, row: number): Tile => ({
  name,
  en,
  code,
  column,
  row,
})

export const TILES: readonly Tile[] = [
  of("黑龙江", "Heilongjiang", "HL", 8, 0),
  of("内蒙古", "Inner Mongolia", "NM", 6, 1),
  of("吉林", "Jilin", "JL", 8, 1),
  of("新疆", "Xinjiang", "XJ", 0, 2),
  of("甘肃", "Gansu", "GS", 2, 2),
  of("宁夏", "Ningxia", "NX", 3, 2),
  of("山西", "Shanxi", "SX", 5, 2),
  of("北京", "Beijing", "BJ", 6, 2),
  of("天津", "Tianjin", "TJ", 7, 2),
  of("辽宁", "Liaoning", "LN", 8, 2),
  of("青海", "Qinghai", "QH", 2, 3),
  of("陕西", "Shaanxi", "SN", 4, 3),
  of("河南", "Henan", "HA", 5, 3),
  of("河北", "Hebei", "HE", 6, 3),
  of("山东", "Shandong", "SD", 7, 3),
  of("西藏", "Tibet", "XZ", 1, 4),
  of("四川", "Sichuan", "SC", 3, 4),
  of("重庆", "Chongqing", "CQ", 4, 4),
  of("湖北", "Hubei", "HB", 5, 4),
  of("安徽", "Anhui", "AH", 6, 4),
  of("江苏", "Jiangsu", "JS", 7, 4),
  of("上海", "Shanghai", "SH", 8, 4),
  of("云南", "Yunnan", "YN", 2, 5),
  of("贵州", "Guizhou", "GZ", 4, 5),
  of("湖南", "Hunan", "HN", 5, 5),
  of("江西", "Jiangxi", "JX", 6, 5),
  of("浙江", "Zhejiang", "ZJ", 7, 5),
  of("广西", "Guangxi", "GX", 4, 6),
  of("广东", "Guangdong", "GD", 5, 6),
  of("福建", "Fujian", "FJ", 6, 6),
  of("台湾", "Taiwan", "TW", 8, 6),
  of("香港", "Hong Kong", "HK", 6, 7),
  of("澳门", "Macao", "MO", 5, 7),
  of("海南", "Hainan", "HI", 4, 7),
]

const TRADITIONAL: Record<string, string> = {
  黑龍江: "黑龙江",
  內蒙古: "内蒙古",
  甘肅: "甘肃",
  寧夏: "宁夏",
  遼寧: "辽宁",
  陝西: "陕西",
  山東: "山东",
  重慶: "重庆",
  江蘇: "江苏",
  雲南: "云南",
  貴州: "贵州",
  廣西: "广西",
  廣東: "广东",
  臺灣: "台湾",
  台灣: "台湾",
  澳門: "澳门",
}

/** The tile that a written province means: 广东, 广东省, 廣東, Guangdong. */
export function tileOf(text: string): Tile | undefined {
  const bare = text.trim().replace(/(维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区|省|市)$/u, "")
  const name = TRADITIONAL[bare] ?? bare
  const en = text
    .trim()
    .toLowerCase()
    .replace(/ province$/, "")
  return TILES.find((tile) => tile.name === name || tile.en.toLowerCase() === en)
}
