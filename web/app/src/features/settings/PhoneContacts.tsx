// Contacts on the phone: where it finds them, and a key of its own that can be taken back alone.

import { api } from "@api/client"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { definePhrases, usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import "../../kit/factor/factor.css"
import { QrCode } from "../../kit/factor/QrCode"
import { useSession } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { toastFailure } from "../../kit/useUndo"
import { Secret } from "../setup/Secret"

const contactsPhrases = definePhrases(
  {
    title: "手机通讯录",
    text: "客户可以直接出现在手机或 Thunderbird 的通讯录里：来电就知道是谁，改一处，两边都改。看得到谁、能改什么，和这里一样。",
    make: "为手机生成密钥",
    keyName: "手机通讯录",
    manage: "撤销或查看密钥",
    made: "把这三样填进手机",
    once: "密钥只显示这一次。手机丢了就撤销它，密码不用改。",
    server: "服务器",
    login: "用户名",
    key: "密码（密钥）",
    copyServer: "复制服务器",
    copyLogin: "复制用户名",
    copyKey: "复制密钥",
    iphone: "iPhone：设置 › App › 通讯录 › 通讯录账户 › 添加账户 › 其他 › 添加 CardDAV 账户",
    android: "安卓：安装 DAVx⁵，扫这个码，或选“使用网址和用户名登录”",
    androidHere: "安卓：安装 DAVx⁵，再{link}",
    openHere: "在其中打开这个服务器",
    desktop: "Thunderbird：通讯录 › 新建 › 添加 CardDAV 通讯录",
    scan: "服务器地址的二维码",
    plain: "这个网址没有加密（http），手机多半会拒绝。请让管理员启用 https。",
    done: "好了",
  },
  {
    "zh-TW": {
      title: "手機通訊錄",
      text: "客戶可以直接出現在手機或 Thunderbird 的通訊錄裡：來電就知道是誰，改一處，兩邊都改。看得到誰、能改什麼，和這裡一樣。",
      make: "為手機產生密鑰",
      keyName: "手機通訊錄",
      manage: "撤銷或檢視密鑰",
      made: "把這三樣填進手機",
      once: "密鑰只顯示這一次。手機丟了就撤銷它，密碼不用改。",
      server: "伺服器",
      login: "使用者名稱",
      key: "密碼（密鑰）",
      copyServer: "複製伺服器",
      copyLogin: "複製使用者名稱",
      copyKey: "複製密鑰",
      iphone: "iPhone：設定 › App › 聯絡人 › 聯絡人帳號 › 加入帳號 › 其他 › 加入 CardDAV 帳號",
      android: "Android：安裝 DAVx⁵，掃這個碼，或選「使用網址和使用者名稱登入」",
      androidHere: "Android：安裝 DAVx⁵，再{link}",
      openHere: "在其中開啟這個伺服器",
      desktop: "Thunderbird：通訊錄 › 新增 › 加入 CardDAV 通訊錄",
      scan: "伺服器位址的 QR 碼",
      plain: "這個網址沒有加密（http），手機多半會拒絕。請讓管理員啟用 https。",
      done: "好了",
    },
    en: {
      title: "Contacts on your phone",
      text: "Customers can be in the address book of your phone or of Thunderbird: you see who is calling, and a change in one place is a change in both. Whom you see and what you may change is the same as here.",
      make: "Make a key for a phone",
      keyName: "Contacts on the phone",
      manage: "See or revoke keys",
      made: "Fill these three in on the phone",
      once: "The key is shown this once. If the phone is lost, revoke it; your password stays as it is.",
      server: "Server",
      login: "User name",
      key: "Password (the key)",
      copyServer: "Copy server",
      copyLogin: "Copy user name",
      copyKey: "Copy key",
      iphone: "iPhone: Settings › Apps › Contacts › Contacts Accounts › Add Account › Other › Add CardDAV Account",
      android: "Android: install DAVx⁵ and scan this code, or choose “Login with URL and user name”",
      androidHere: "Android: install DAVx⁵ and {link}",
      openHere: "open this server in it",
      desktop: "Thunderbird: Address Book › New › Add CardDAV Address Book",
      scan: "QR code of the server's address",
      plain: "This address is not encrypted (http), and most phones refuse it. Ask an administrator for https.",
      done: "Done",
    },
  },
)

const SCOPES = ["read", "write", "delete"]

export function PhoneContacts() {
  const t = usePhrases(contactsPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const { user } = useSession()
  const phone = usePhone()
  const make = useMutation({
    mutationFn: () => api.keys.create(t("keyName"), SCOPES),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["keys"] }),
    onError: toastFailure,
  })
  const server = `${window.location.origin}/dav/`
  const open = server.replace(/^http/, "carddav")
  const secret = make.data?.secret
  return (
    <section>
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <p className="soft">{t("text")}</p>
        <div className="row is-wrap contacts-make">
          <Button disabled={make.isPending} onClick={() => make.mutate()}>
            {t("make")}
          </Button>
          <Link to="/settings/keys" className="link">
            {t("manage")}
          </Link>
        </div>
      </div>
      {secret && (
        <Dialog
          title={t("made")}
          closeLabel={state("close")}
          onClose={make.reset}
          foot={
            <Button look="primary" onClick={make.reset}>
              {t("done")}
            </Button>
          }
        >
          <p className="soft">{t("once")}</p>
          {window.location.protocol === "http:" && <p className="soft">{t("plain")}</p>}
          <div className="stack contacts-given">
            <span className="small quiet">{t("server")}</span>
            <Secret text={server} label={t("copyServer")} />
            <span className="small quiet">{t("login")}</span>
            <Secret text={user.login} label={t("copyLogin")} />
            <span className="small quiet">{t("key")}</span>
            <Secret text={secret} label={t("copyKey")} />
          </div>
          <div className="contacts-ways">
            <ul className="small">
              <li>{t("iphone")}</li>
              <li>
                {phone
                  ? t.rich("androidHere", {
                      link: (
                        <a key="link" className="link" href={open}>
                          {t("openHere")}
                        </a>
                      ),
                    })
                  : t("android")}
              </li>
              <li>{t("desktop")}</li>
            </ul>
            {/* The scheme that Android's apps for contacts open with; the key is not in it, for a photograph of a screen lasts. */}
            {!phone && <QrCode text={open} label={t("scan")} />}
          </div>
        </Dialog>
      )}
    </section>
  )
}
