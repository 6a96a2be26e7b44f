// The mark of a timeline item: what was done, or else where.

import type { TimelineItem } from "@api/contract"
import type { IconName } from "@ui/Icon"

export const CHANNEL_ICONS: Record<string, IconName> = {
  wechat: "wechat",
  wecom: "wechat",
  weibo: "weibo",
  bluesky: "bluesky",
  community: "community",
  phone: "phone",
  sms: "sms",
  webchat: "sms",
  email: "mail",
  shop: "shop",
}

const KIND_ICONS: Record<string, IconName> = {
  purchase: "bag",
  order_update: "bag",
  call: "phone",
  visit: "shop",
  meeting: "calendar",
  attendance: "calendar",
  repair: "wrench",
  survey: "form",
  note: "note",
  form: "form",
  sign_in: "signin",
  event: "bolt",
  like: "thumb",
  share: "share",
  follow: "plus",
  review: "star",
  comment: "community",
}

/** The mark of one item. */
export const iconOf = (item: TimelineItem): IconName => KIND_ICONS[item.kind] ?? CHANNEL_ICONS[item.channel] ?? "pulse"
