import { definePhrases } from "@ui/phrases"

/** The categories that the app brings. */
export const categoryPhrases = definePhrases(
  {
    "category.contract": "合同",
    "category.identity": "证件",
    "category.offer": "报价",
    "category.invoice": "发票",
    "category.photo": "照片",
    "category.report": "报告",
  },
  {
    "zh-TW": {
      "category.contract": "合約",
      "category.identity": "證件",
      "category.offer": "報價",
      "category.invoice": "發票",
      "category.photo": "照片",
      "category.report": "報告",
    },
    en: {
      "category.contract": "Contract",
      "category.identity": "Identity document",
      "category.offer": "Offer",
      "category.invoice": "Invoice",
      "category.photo": "Photo",
      "category.report": "Report",
    },
  },
)
