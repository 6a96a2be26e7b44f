import { definePhrases } from "@ui/phrases"

export const signInPhrases = definePhrases(
  {
    title: "登录与安全",
    rules: "登录要求",
    demand: "要求每个人开启两步验证",
    demandText: "还没开启的同事，下次打开时会先被带去设置，设好才能继续。",
    demandOn: "现在每个人都要两步验证",
    demandOff: "两步验证改为自愿",
    address: "工作区的网址",
    addressText: "大家在浏览器里打开的地址。邮件里的链接、通行密钥和单点登录都靠它。",
    addressHere: "就用 {address}",
    addressSaved: "网址已保存",
  },
  {
    "zh-TW": {
      title: "登入與安全",
      rules: "登入要求",
      demand: "要求每個人開啟兩步驟驗證",
      demandText: "還沒開啟的同事，下次打開時會先被帶去設定，設好才能繼續。",
      demandOn: "現在每個人都要兩步驟驗證",
      demandOff: "兩步驟驗證改為自願",
      address: "工作區的網址",
      addressText: "大家在瀏覽器裡打開的網址。郵件裡的連結、通行密鑰和單一登入都靠它。",
      addressHere: "就用 {address}",
      addressSaved: "網址已儲存",
    },
    en: {
      title: "Sign-in and security",
      rules: "What is asked of everyone",
      demand: "Everyone needs two-step sign-in",
      demandText: "Colleagues who have not set it up are led there first the next time they open the app.",
      demandOn: "Everyone needs two-step sign-in now",
      demandOff: "Two-step sign-in is up to each now",
      address: "Address of the workspace",
      addressText: "What people open in the browser. Links in mails, passkeys and single sign-on rest on it.",
      addressHere: "Use {address}",
      addressSaved: "Address saved",
    },
  },
)
