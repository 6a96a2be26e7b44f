// A thing that a customer owns: whose, how it is, when it is served next, and everything that was done to it.

import "../../kit/record/record.css"
import "./assetsPage.css"
import type { AssetPage as Whole } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { AssetState } from "../../kit/assets/AssetState"
import { assetPhrases } from "../../kit/assets/phrases"
import { assetQuery } from "../../kit/assets/queries"
import { useDue } from "../../kit/assets/useDue"
import { PageHead } from "../../kit/PageHead"
import { PersonLink } from "../../kit/PersonLink"
import { CopyButton } from "../../kit/record/CopyButton"
import { recordPhrases } from "../../kit/record/phrases"
import { AssetFacts } from "./AssetFacts"
import { AssetRecords } from "./AssetRecords"
import { RecordForm } from "./RecordForm"
import { type AssetActions, useAssetActions } from "./useAssetActions"

const route = getRouteApi("/frame/assets/$asset")

export function AssetPage() {
  const t = usePhrases(assetPhrases)
  const { asset: id } = route.useParams()
  const whole = useQuery(assetQuery(id))
  const name = whole.data?.asset.name
  return (
    <div className="pane">
      <PageHead title={name ?? t("asset")}>
        <nav className="crumbs">
          <Link to="/assets" search={{}}>
            {t("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{name}</span>
        </nav>
      </PageHead>
      {whole.isPending ? (
        <SkeletonRows rows={8} />
      ) : whole.isError ? (
        <Failed error={whole.error} retry={() => void whole.refetch()} />
      ) : (
        <Loaded key={id} whole={whole.data} />
      )}
    </div>
  )
}

function Loaded({ whole }: { whole: Whole }) {
  const { asset, may_edit: mayEdit } = whole
  const actions = useAssetActions(asset.id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="record-page scroll" tabIndex={0}>
      <div className="record-main">
        <Head whole={whole} actions={actions} />
        <AssetRecords records={whole.records} />
      </div>
      <div className="record-aside">
        <AssetFacts asset={asset} mayEdit={mayEdit} actions={actions} />
      </div>
    </div>
  )
}

function Head({ whole: { asset, may_edit: mayEdit }, actions }: { whole: Whole; actions: AssetActions }) {
  const t = usePhrases(assetPhrases)
  const shared = usePhrases(recordPhrases)
  const format = useFormat()
  const dueOf = useDue()
  const [recording, setRecording] = useState(false)
  const due = asset.due_on !== null && asset.state !== "gone" ? dueOf(asset.due_on) : null
  return (
    <header className="record-top">
      <h1 className="record-title">{asset.name}</h1>
      <p className="row record-marks">
        <AssetState state={asset.state} />
        {asset.person && <PersonLink person={asset.person} avatar={20} />}
        {asset.company && (
          <Link to="/companies/$id" params={{ id: asset.company.id }} className="link">
            {asset.company.name}
          </Link>
        )}
        {asset.serial && (
          <span className="row asset-number">
            {asset.serial}
            <CopyButton text={asset.serial} what={t("serialOf", { serial: asset.serial })} />
          </span>
        )}
      </p>
      <dl className="asset-due-card">
        {due && asset.due_on && (
          <div>
            <dt>{t("due")}</dt>
            <dd className={due.tone}>
              {due.text}
              <small className="quiet">{format.calendarDay(asset.due_on)}</small>
            </dd>
          </div>
        )}
        <div>
          <dt>{t("served")}</dt>
          <dd>
            {asset.served_at ? (
              <>
                {format.ago(asset.served_at)}
                <small className="quiet">{format.date(asset.served_at)}</small>
              </>
            ) : (
              <span className="quiet">{t("never")}</span>
            )}
          </dd>
        </div>
      </dl>
      {mayEdit && (
        <div className="row record-acts">
          <Button look="primary" small icon="wrench" onClick={() => setRecording(true)}>
            {t("record")}
          </Button>
          <Popover
            kind="menu"
            label={shared("more")}
            trigger={(props) => <IconButton icon="more" small label={shared("more")} {...props} />}
          >
            {(close) => (
              <MenuItem
                icon="trash"
                onSelect={() => {
                  close()
                  void actions.onRemove(asset.name)
                }}
              >
                {t("remove")}
              </MenuItem>
            )}
          </Popover>
        </div>
      )}
      {recording && <RecordForm asset={asset} actions={actions} onClose={() => setRecording(false)} />}
    </header>
  )
}
