// What the provinces of China are called, by their code in GeoNames, which is what the server counts by.

import type { Locale } from "@api/contract"

const NAMES =
  "01 安徽 安徽 Anhui,02 浙江 浙江 Zhejiang,03 江西 江西 Jiangxi,04 江苏 江蘇 Jiangsu,05 吉林 吉林 Jilin,06 青海 青海 Qinghai,07 福建 福建 Fujian,08 黑龙江 黑龍江 Heilongjiang,09 河南 河南 Henan,10 河北 河北 Hebei,11 湖南 湖南 Hunan,12 湖北 湖北 Hubei,13 新疆 新疆 Xinjiang,14 西藏 西藏 Xizang,15 甘肃 甘肅 Gansu,16 广西 廣西 Guangxi,18 贵州 貴州 Guizhou,19 辽宁 遼寧 Liaoning,20 内蒙古 內蒙古 Inner_Mongolia,21 宁夏 寧夏 Ningxia,22 北京 北京 Beijing,23 上海 上海 Shanghai,24 山西 山西 Shanxi,25 山东 山東 Shandong,26 陕西 陝西 Shaanxi,28 天津 天津 Tianjin,29 云南 雲南 Yunnan,30 广东 廣東 Guangdong,31 海南 海南 Hainan,32 四川 四川 Sichuan,33 重庆 重慶 Chongqing"

/** By area: "CN.04" is 江苏, 江蘇, Jiangsu. */
export function provinceNames(locale: Locale): Record<string, string> {
  return Object.fromEntries(
    NAMES.split(",").map((line) => {
      const [code = "", simplified = "", traditional = "", latin = ""] = line.split(" ")
      const name = locale === "zh-CN" ? simplified : locale === "zh-TW" ? traditional : latin.replace("_", " ")
      return [`CN.${code}`, name]
    }),
  )
}
