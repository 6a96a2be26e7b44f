// Over a list that this device has kept: what it is, and what of the question it does not answer.

import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"

const keptPhrases = definePhrases(
  {
    kept: "没有连上。下面只是这台设备上存着的客户，最近打开的在前。",
    filtered: "筛选没有生效，连上后再按它列出。",
    sorted: "排序没有生效，连上后再按它排。",
    both: "筛选和排序都没有生效，连上后再按它们列出。",
  },
  {
    "zh-TW": {
      kept: "沒有連上。下面只是這台裝置上存著的客戶，最近打開的在前。",
      filtered: "篩選沒有生效，連上後再依它列出。",
      sorted: "排序沒有生效，連上後再依它排。",
      both: "篩選和排序都沒有生效，連上後再依它們列出。",
    },
    en: {
      kept: "No connection. These are only the people kept on this device, those opened last first.",
      filtered: "The filter is not applied; it will be once there is a connection.",
      sorted: "The order is not applied; it will be once there is a connection.",
      both: "Neither the filter nor the order is applied; both will be once there is a connection.",
    },
  },
)

export function KeptNote({ filtered, sorted }: { filtered: boolean; sorted: boolean }) {
  const t = usePhrases(keptPhrases)
  const missing = filtered && sorted ? "both" : filtered ? "filtered" : sorted ? "sorted" : null
  return (
    <p className="kept-note small" role="status">
      <Icon name="offline" size={14} />
      <span>
        {t("kept")}
        {missing && <> {t(missing)}</>}
      </span>
    </p>
  )
}
