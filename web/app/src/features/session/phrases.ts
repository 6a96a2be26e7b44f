import { definePhrases } from "@ui/phrases"

export const sessionPhrases = definePhrases(
  {
    title: "登录",
    lead: "每一位客户，一个故事。",
    login: "账号",
    password: "密码",
    submit: "登录",
    demo: "这是演示公司。选一位同事进去看看：",
    wrong: "账号或密码不对。",
    many: "试得太频繁，请过一会儿再试。",
    failed: "没能登录：{reason}",
    version: "版本 {version}",
  },
  {
    "zh-TW": {
      title: "登入",
      lead: "每一位客戶，一個故事。",
      login: "帳號",
      password: "密碼",
      submit: "登入",
      demo: "這是示範公司。選一位同事進去看看：",
      wrong: "帳號或密碼不對。",
      many: "嘗試太頻繁，請稍後再試。",
      failed: "未能登入：{reason}",
      version: "版本 {version}",
    },
    en: {
      title: "Sign in",
      lead: "Every customer, one story.",
      login: "Account",
      password: "Password",
      submit: "Sign in",
      demo: "This is a demo company. Choose whom to be:",
      wrong: "The account or the password is wrong.",
      many: "Too many tries; wait a little.",
      failed: "Signing in failed: {reason}",
      version: "Version {version}",
    },
  },
)
