// The states every page has besides its data: loading, nothing yet, failed, not permitted.

import { Failure } from "@api/client"
import type { Problem } from "@api/contract"
import type { ReactNode } from "react"
import { Button } from "./Button"
import { definePhrases, usePhrases } from "./phrases"

export const statePhrases = definePhrases(
  {
    failed: "这里没能打开",
    offline: "连不上服务器。检查网络后再试。",
    "not-found": "没有这条记录，它可能已被删除。",
    filter: "这个筛选条件读不懂。",
    again: "重试",
    request: "请求号 {id}",
    forbidden: "你没有权限看这里",
    forbiddenWhy: "需要“{permission}”权限。请管理员在设置里为你的角色打开。",
    "permission.person.see": "查看客户",
    "permission.person.edit": "修改客户",
    "permission.person.merge": "合并客户",
    "permission.import": "导入",
    "permission.export": "导出",
    "permission.sources": "来源与密钥",
    "permission.ingest": "接入情况",
    "permission.users": "成员",
    "permission.privacy": "个人信息",
    "permission.delete": "删除",
    "permission.catalogue": "产品目录与价格",
    "permission.views": "共享视图与回访规则",
    forbiddenRole: "你的角色不含这一项。请管理员在设置里打开。",
    loading: "正在读取",
    close: "关闭",
    cancel: "取消",
    save: "保存",
    undo: "撤销",
    undone: "已撤销",
  },
  {
    "zh-TW": {
      failed: "這裡沒能打開",
      offline: "連不上伺服器。檢查網路後再試。",
      "not-found": "沒有這筆記錄，它可能已被刪除。",
      filter: "這個篩選條件讀不懂。",
      again: "重試",
      request: "請求編號 {id}",
      forbidden: "你沒有權限看這裡",
      forbiddenWhy: "需要「{permission}」權限。請管理員在設定裡為你的角色開啟。",
      "permission.person.see": "檢視客戶",
      "permission.person.edit": "修改客戶",
      "permission.person.merge": "合併客戶",
      "permission.import": "匯入",
      "permission.export": "匯出",
      "permission.sources": "來源與金鑰",
      "permission.ingest": "接入情況",
      "permission.users": "成員",
      "permission.privacy": "個人資料",
      "permission.delete": "刪除",
      "permission.catalogue": "產品目錄與價格",
      "permission.views": "共享檢視與回訪規則",
      forbiddenRole: "你的角色不含這一項。請管理員在設定裡開啟。",
      loading: "正在讀取",
      close: "關閉",
      cancel: "取消",
      save: "儲存",
      undo: "復原",
      undone: "已復原",
    },
    en: {
      failed: "This could not be opened",
      offline: "The server cannot be reached. Check the network and try again.",
      "not-found": "There is no such record; it may have been deleted.",
      filter: "This filter cannot be read.",
      again: "Try again",
      request: "Request {id}",
      forbidden: "You may not see this",
      forbiddenWhy: "It needs the permission “{permission}”. An administrator can add it to your role in Settings.",
      "permission.person.see": "see people",
      "permission.person.edit": "change people",
      "permission.person.merge": "merge people",
      "permission.import": "import",
      "permission.export": "export",
      "permission.sources": "sources and keys",
      "permission.ingest": "ingest health",
      "permission.users": "members",
      "permission.privacy": "privacy",
      "permission.delete": "delete",
      "permission.catalogue": "catalogue and prices",
      "permission.views": "shared views and revisit rules",
      forbiddenRole: "Your role does not include it. An administrator can add it in Settings.",
      loading: "Loading",
      close: "Close",
      cancel: "Cancel",
      save: "Save",
      undo: "Undo",
      undone: "Undone",
    },
  },
)

export function Skeleton({ width = "100%", height = 12 }: { width?: string | number; height?: number }) {
  return <span className="skeleton" style={{ width, height }} />
}

/** Grey lines where rows will stand. */
export function SkeletonRows({ rows = 12, height = 36 }: { rows?: number; height?: number }) {
  const t = usePhrases(statePhrases)
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="row" style={{ height, padding: "0 16px", gap: 16 }}>
          <Skeleton width={24} height={24} />
          <Skeleton width={`${16 + ((row * 7) % 12)}%`} />
          <Skeleton width="12%" />
          <Skeleton width={`${10 + ((row * 5) % 14)}%`} />
        </div>
      ))}
    </div>
  )
}

interface EmptyProps {
  title: string
  text?: string
  drawing?: "people" | "paper" | "search" | "road"
  /** 1 where the state is the whole page. */
  level?: 1 | 2
  children?: ReactNode
}

const DRAWINGS = {
  people:
    "M22 58c1-12 7-18 16-18s15 6 16 18M38 34a9 9 0 1 0 0-18 9 9 0 0 0 0 18M56 44c8 0 13 5 14 14M58 38a7 7 0 1 0-2-13M8 64h80M78 20v10M73 25h10",
  paper: "M30 10h26l12 12v40H30zM56 10v12h12M38 34h22M38 42h22M38 50h12M14 62h68",
  search: "M42 46a18 18 0 1 0 0-36 18 18 0 0 0 0 36M55 41l20 19M34 28h16M34 22h9",
  road: "M8 60h80M20 60c0-22 12-14 22-26s2-20 22-22M64 12l-5-4M64 12l-4 5M20 50a3 3 0 1 0 .1 0M42 36a3 3 0 1 0 .1 0",
}

export function Empty({ title, text, drawing = "paper", level = 2, children }: EmptyProps) {
  const Heading = level === 1 ? "h1" : "h2"
  return (
    <div className="state">
      <svg viewBox="0 0 96 72" aria-hidden="true">
        <path d={DRAWINGS[drawing]} />
      </svg>
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}

/** What went wrong, what to do, and the number to give to whoever looks after the server. */
interface FailedProps {
  error: unknown
  retry?: () => void
  /** 1 where the state is the whole page. */
  level?: 1 | 2
  /** Another way on, such as back to the list. */
  children?: ReactNode
}

export function Failed({ error, retry, level = 2, children }: FailedProps) {
  const Heading = level === 1 ? "h1" : "h2"
  const t = usePhrases(statePhrases)
  if (!(error instanceof Failure)) return <Empty title={t("failed")} text={String(error)} />
  const { problem } = error
  if (problem.status === 403) return <Forbidden permission={permissionOf(problem)} />
  const text = problem.status >= 500 ? problem.message : (t.maybe(problem.code.replaceAll("_", "-")) ?? problem.message)
  return (
    <div className="state" role="alert">
      <svg viewBox="0 0 96 72" aria-hidden="true">
        <path d="M48 12l30 48H18zM48 28v14M48 50v1M8 60h10M78 60h10" />
      </svg>
      <Heading>{t("failed")}</Heading>
      <p>{text}</p>
      {problem.request_id && <p className="small quiet">{t("request", { id: problem.request_id })}</p>}
      {retry && problem.status !== 404 && (
        <Button onClick={retry} icon="undo">
          {t("again")}
        </Button>
      )}
      {children}
    </div>
  )
}

/** The server names the permission in the detail or, so far, at the end of its sentence. */
function permissionOf({ detail, message }: Problem): string | null {
  if (typeof detail?.permission === "string") return detail.permission
  return /\(([a-z_.]+)\)\.?$/.exec(message)?.[1] ?? null
}

export function Forbidden({ permission }: { permission: string | null }) {
  const t = usePhrases(statePhrases)
  const name = permission && (t.maybe(`permission.${permission}`) ?? permission)
  return (
    <div className="state">
      <svg viewBox="0 0 96 72" aria-hidden="true">
        <path d="M32 32h32v28H32zM38 32v-8a10 10 0 0 1 20 0v8M48 43v6M12 60h72" />
      </svg>
      <h2>{t("forbidden")}</h2>
      <p>{name ? t("forbiddenWhy", { permission: name }) : t("forbiddenRole")}</p>
    </div>
  )
}
