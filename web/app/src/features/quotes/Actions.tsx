// What can be done with a quote as it stands now: the likeliest first, what is seldom done behind the dots.

import type { Quote } from "@api/contract"
import { quotes } from "@api/trade"
import { Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { LOCALES } from "@ui/locales"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import type { Asked } from "./QuoteDialogs"
import { quotePhrases } from "./quotePhrases"
import type { QuoteActions } from "./useQuoteActions"

interface ActionsProps {
  quote: Quote
  actions: QuoteActions
  onAsk: (what: Asked) => void
}

/** The customer's page, as it is passed on. */
export const linkOf = (path: string): string => new URL(path, window.location.origin).href

export function Actions({ quote, actions, onAsk }: ActionsProps) {
  const t = usePhrases(quotePhrases)
  const { row, approval, versions, order, link, may_edit: mayEdit } = quote
  const { state } = row
  const [latest] = versions
  const owes = approval !== null && approval.state !== "approved"
  return (
    <div className="quote-actions">
      {mayEdit && state === "draft" && (
        <>
          {owes && (
            <Button look="primary" icon="shield" onClick={() => onAsk("submit")}>
              {t(approval.state === "refused" ? "askAgain" : "ask")}
            </Button>
          )}
          <Button look={owes ? "normal" : "primary"} icon="share" onClick={() => onAsk("send")}>
            {t("send")}
          </Button>
        </>
      )}
      {mayEdit && state === "sent" && (
        <>
          {link && (
            <Button
              look="primary"
              icon="link"
              onClick={() => {
                void navigator.clipboard?.writeText(linkOf(link))
                toast({ text: t("linkCopied") })
              }}
            >
              {t("copyLink")}
            </Button>
          )}
          <Button icon="edit" onClick={() => void actions.onRevise()}>
            {t("revise")}
          </Button>
        </>
      )}
      {mayEdit && (state === "declined" || state === "expired" || state === "withdrawn") && (
        <Button look="primary" icon="edit" onClick={() => void actions.onRevise()}>
          {t("revise")}
        </Button>
      )}
      {latest && state === "replaced" && (
        <Link to="/quotes/$quote" params={{ quote: latest.id }} className="button is-primary">
          {t("latest", { n: latest.version })}
        </Link>
      )}
      {order && (
        <Link to="/orders/$order" params={{ order: order.id }} className="button is-primary">
          <Icon name="bag" />
          {t("order", { number: order.name })}
        </Link>
      )}
      <span className="row">
        <PdfMenu quote={quote} />
        <More quote={quote} actions={actions} onAsk={onAsk} />
      </span>
    </div>
  )
}

/** The paper as a file, in each language. */
function PdfMenu({ quote }: { quote: Quote }) {
  const t = usePhrases(quotePhrases)
  return (
    <Popover
      kind="menu"
      label={t("pdf")}
      trigger={(props) => (
        <button type="button" className="button" {...props}>
          <Icon name="file" />
          {t("pdf")}
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) =>
        LOCALES.map(({ id, name }) => (
          <a
            key={id}
            className="menu-item"
            role="menuitem"
            href={quotes.pdfPath(quote.row.id, id)}
            target="_blank"
            rel="noreferrer"
            onClick={close}
          >
            <Icon name="file" size={14} />
            <span className="grow" lang={id}>
              {t("pdfIn", { language: name })}
            </span>
            {id === quote.language && <Icon name="check" size={14} />}
          </a>
        ))
      }
    </Popover>
  )
}

function More({ quote, actions, onAsk }: ActionsProps) {
  const t = usePhrases(quotePhrases)
  const { row, link, may_edit: mayEdit } = quote
  const item = (icon: "check" | "undo" | "trash", text: string, run: () => void, close: () => void) => (
    <MenuItem
      icon={icon}
      onSelect={() => {
        close()
        run()
      }}
    >
      {text}
    </MenuItem>
  )
  const may = {
    see: link !== null,
    accept: mayEdit && row.state === "sent",
    withdraw: mayEdit && row.state === "sent",
    remove: mayEdit && row.state === "draft",
  }
  if (!Object.values(may).some(Boolean)) return null
  return (
    <Popover kind="menu" label={t("more")} trigger={(props) => <IconButton icon="more" label={t("more")} {...props} />}>
      {(close) => (
        <>
          {link && (
            <a
              className="menu-item"
              role="menuitem"
              href={linkOf(link)}
              target="_blank"
              rel="noreferrer"
              onClick={close}
            >
              <Icon name="eye" size={14} />
              <span className="grow">{t("preview")}</span>
            </a>
          )}
          {may.accept && item("check", t("acceptPaper"), () => onAsk("accept"), close)}
          {may.withdraw && item("undo", t("withdraw"), () => onAsk("withdraw"), close)}
          {may.remove && item("trash", t("delete"), () => void actions.onRemove(), close)}
        </>
      )}
    </Popover>
  )
}
