// What can be done to one thing, each with its word afterwards and its way back.

import type { AssetPage, AssetRecordWish, AssetWish } from "@api/contract"
import { assets } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { assetPhrases } from "../../kit/assets/phrases"
import { ASSETS, assetQuery } from "../../kit/assets/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"

export type AssetActions = ReturnType<typeof useAssetActions>

export function useAssetActions(id: string) {
  const t = usePhrases(assetPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = assetQuery(id)
  const settle = (data: AssetPage | null, batch: string, text: string) => {
    if (data) cache.setQueryData(queryKey, data)
    else void cache.invalidateQueries({ queryKey })
    told(text, batch)
    for (const key of [ASSETS, ["timeline"]]) void cache.invalidateQueries({ queryKey: key })
  }
  return {
    onSet: async (wish: AssetWish, text: string) => {
      try {
        const { data, batch } = await assets.change(id, wish)
        settle(data, batch, text)
      } catch (error) {
        toastFailure(error)
      }
    },
    /** Throws, so that the form can say what is wrong beside itself. */
    onRecord: async (wish: AssetRecordWish) => {
      const { data, batch } = await assets.record(id, wish)
      settle(data, batch, t("recorded", { kind: t(`kind.${wish.kind}`) }))
    },
    onRemove: async (name: string) => {
      try {
        const { batch } = await assets.remove(id)
        await navigate({ to: "/assets", search: {} })
        told(t("removed", { name }), batch)
        void cache.invalidateQueries({ queryKey: ASSETS })
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}
