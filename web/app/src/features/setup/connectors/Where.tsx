// Where the other system is and how it is asked.

import type { Connector, ConnectorHttp, ConnectorPlace, ConnectorSftp, ConnectorSql } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId } from "react"
import { type Draft, PLACES } from "./draft"
import { connectorPhrases } from "./phrases"

interface Part<P> {
  place: P
  push: boolean
  secret: ReactNode
  onPlace: (place: P) => void
}

interface WhereProps {
  of: Connector | undefined
  draft: Draft
  onDraft: (draft: Draft) => void
}

export function Where({ of: held, draft, onDraft }: WhereProps) {
  const t = usePhrases(connectorPhrases)
  const { place } = draft
  const push = draft.direction === "push"
  const put = (next: ConnectorPlace) => onDraft({ ...draft, place: next })
  const open = place.kind === "http" && place.auth.way === "none"
  const key = place.kind === "sftp" && place.by_key
  // It stands where the other system is told who asks.
  const secret = open ? null : (
    <Text
      label={t(key ? "privateKey" : "secret")}
      value={draft.secret}
      hint={t("secretHint")}
      place={held?.has_secret ? t("secretHeld") : ""}
      secret={!key}
      lines={key}
      max={20000}
      onText={(secret) => onDraft({ ...draft, secret })}
    />
  )
  return (
    <>
      <div className="connector-pair">
        <Text
          label={t("name")}
          value={draft.name}
          hint=""
          place={t("nameHint")}
          max={80}
          onText={(name) => onDraft({ ...draft, name })}
        />
        {!held && (
          <Choice
            label={t("direction")}
            value={draft.direction}
            of={["pull", "push"] as const}
            word={(one) => t(`direction.${one}`)}
            onPick={(direction) =>
              onDraft({ ...draft, direction, columns: [], plan: { ...draft.plan, mapping: [] }, key: "" })
            }
          />
        )}
        <Choice
          label={t("kind")}
          value={place.kind}
          of={["http", "sftp", "sql"] as const}
          word={(one) => t(`kind.${one}`)}
          onPick={(kind) => put(held?.place.kind === kind ? held.place : PLACES[kind])}
        />
      </div>
      {place.kind === "http" && <HttpPart place={place} push={push} secret={secret} onPlace={put} />}
      {place.kind === "sftp" && <SftpPart place={place} push={push} secret={secret} onPlace={put} />}
      {place.kind === "sql" && <SqlPart place={place} push={push} secret={secret} onPlace={put} />}
    </>
  )
}

function HttpPart({ place, push, secret, onPlace }: Part<ConnectorHttp>) {
  const t = usePhrases(connectorPhrases)
  const { auth, paging } = place
  const ways = {
    none: { way: "none" },
    bearer: { way: "bearer" },
    basic: { way: "basic", user: "" },
    header: { way: "header", name: "X-Api-Key" },
  } as const
  const styles = {
    none: { style: "none" },
    page: { style: "page", param: "page", size_param: "", size: 100, first: 1 },
    cursor: { style: "cursor", param: "cursor", path: "paging.next" },
    link: { style: "link" },
  } as const
  return (
    <>
      <Text
        label={t("url")}
        value={place.url}
        place="https://"
        mono
        max={2000}
        onText={(url) => onPlace({ ...place, url })}
      />
      <div className="connector-pair">
        <Choice
          label={t("auth")}
          value={auth.way}
          of={["none", "bearer", "basic", "header"] as const}
          word={(one) => t(`auth.${one}`)}
          onPick={(way) => onPlace({ ...place, auth: ways[way] })}
        />
        {auth.way === "basic" && (
          <Text
            label={t("user")}
            value={auth.user}
            onText={(user) => onPlace({ ...place, auth: { way: "basic", user } })}
          />
        )}
        {auth.way === "header" && (
          <Text
            label={t("header")}
            value={auth.name}
            mono
            onText={(name) => onPlace({ ...place, auth: { way: "header", name } })}
          />
        )}
        {secret}
      </div>
      {!push && (
        <>
          <div className="connector-pair">
            <Text
              label={t("records")}
              hint={t("recordsHint")}
              value={place.records}
              mono
              onText={(records) => onPlace({ ...place, records })}
            />
            <Choice
              label={t("paging")}
              value={paging.style}
              of={["none", "page", "cursor", "link"] as const}
              word={(one) => t(`paging.${one}`)}
              onPick={(style) => onPlace({ ...place, paging: styles[style] })}
            />
          </div>
          {paging.style === "page" && (
            <div className="connector-pair">
              <Text
                label={t("param")}
                value={paging.param}
                mono
                onText={(param) => onPlace({ ...place, paging: { ...paging, param } })}
              />
              <Text
                label={t("sizeParam")}
                value={paging.size_param}
                mono
                onText={(size_param) => onPlace({ ...place, paging: { ...paging, size_param } })}
              />
              <Figure
                label={t("size")}
                value={paging.size}
                onFigure={(size) => onPlace({ ...place, paging: { ...paging, size } })}
              />
            </div>
          )}
          {paging.style === "cursor" && (
            <div className="connector-pair">
              <Text
                label={t("param")}
                value={paging.param}
                mono
                onText={(param) => onPlace({ ...place, paging: { ...paging, param } })}
              />
              <Text
                label={t("path")}
                value={paging.path}
                mono
                onText={(path) => onPlace({ ...place, paging: { ...paging, path } })}
              />
            </div>
          )}
          <div className="connector-pair">
            <Text
              label={t("sinceParam")}
              hint={t("sinceHint")}
              value={place.since?.param ?? ""}
              mono
              onText={(param) =>
                onPlace({ ...place, since: param === "" ? null : { param, format: place.since?.format ?? "rfc3339" } })
              }
            />
            {place.since && (
              <Choice
                label={t("format")}
                value={place.since.format}
                of={["rfc3339", "seconds", "millis"] as const}
                word={(one) => t(`format.${one}`)}
                onPick={(format) => onPlace({ ...place, since: { param: place.since?.param ?? "", format } })}
              />
            )}
          </div>
        </>
      )}
    </>
  )
}

function SftpPart({ place, push, secret, onPlace }: Part<ConnectorSftp>) {
  const t = usePhrases(connectorPhrases)
  return (
    <>
      <div className="connector-pair">
        <Text
          label={t("host")}
          value={place.host}
          mono
          onText={(host) => onPlace({ ...place, host, fingerprint: null })}
        />
        <Figure
          label={t("port")}
          value={place.port}
          onFigure={(port) => onPlace({ ...place, port, fingerprint: null })}
        />
        <Text label={t("user")} value={place.user} onText={(user) => onPlace({ ...place, user })} />
      </div>
      <div className="connector-pair">
        <Text label={t("folder")} value={place.folder} mono onText={(folder) => onPlace({ ...place, folder })} />
        <Text
          label={t("pattern")}
          hint={t(push ? "patternPush" : "patternHint")}
          value={place.pattern}
          mono
          onText={(pattern) => onPlace({ ...place, pattern })}
        />
        {!push && (
          <Choice
            label={t("take")}
            value={place.take}
            of={["newest", "each"] as const}
            word={(one) => t(`take.${one}`)}
            onPick={(take) => onPlace({ ...place, take })}
          />
        )}
      </div>
      <label className="row">
        <input
          type="checkbox"
          className="tick"
          checked={place.by_key}
          onChange={(event) => onPlace({ ...place, by_key: event.target.checked })}
        />
        {t("byKey")}
      </label>
      {secret}
      {place.fingerprint && (
        <div className="field">
          <span>{t("fingerprint")}</span>
          <span className="row">
            <code className="small grow connector-print">{place.fingerprint}</code>
            <Button small onClick={() => onPlace({ ...place, fingerprint: null })}>
              {t("forget")}
            </Button>
          </span>
          <span className="small quiet">{t("fingerprintHint")}</span>
        </div>
      )}
    </>
  )
}

function SqlPart({ place, push, secret, onPlace }: Part<ConnectorSql>) {
  const t = usePhrases(connectorPhrases)
  return (
    <>
      <div className="connector-pair">
        <Choice
          label={t("engine")}
          value={place.engine}
          of={["postgres", "mysql"] as const}
          word={(one) => t(`engine.${one}`)}
          onPick={(engine) => onPlace({ ...place, engine })}
        />
        <Text label={t("host")} value={place.host} mono onText={(host) => onPlace({ ...place, host })} />
        <Figure
          label={t("port")}
          value={place.port === 0 ? (place.engine === "postgres" ? 5432 : 3306) : place.port}
          onFigure={(port) => onPlace({ ...place, port })}
        />
      </div>
      <div className="connector-pair">
        <Text
          label={t("database")}
          value={place.database}
          mono
          onText={(database) => onPlace({ ...place, database })}
        />
        <Text label={t("user")} value={place.user} mono onText={(user) => onPlace({ ...place, user })} />
        {secret}
      </div>
      <label className="row">
        <input
          type="checkbox"
          className="tick"
          checked={place.tls}
          onChange={(event) => onPlace({ ...place, tls: event.target.checked })}
        />
        {t("tls")}
      </label>
      {push ? (
        <Text
          label={t("table")}
          hint={t("tableHint")}
          value={place.table}
          mono
          onText={(table) => onPlace({ ...place, table })}
        />
      ) : (
        <>
          <Text
            label={t("query")}
            hint={t("queryHint")}
            value={place.query}
            mono
            lines
            max={20000}
            place="SELECT no, name, phone, updated_at FROM customers"
            onText={(query) => onPlace({ ...place, query })}
          />
          <Text
            label={t("watermark")}
            hint={t("watermarkHint")}
            value={place.watermark ?? ""}
            mono
            onText={(watermark) => onPlace({ ...place, watermark: watermark === "" ? null : watermark })}
          />
        </>
      )}
    </>
  )
}

interface TextProps {
  label: string
  value: string
  hint?: string
  /** What stands there while it is empty. */
  place?: string
  secret?: boolean
  lines?: boolean
  mono?: boolean
  max?: number
  onText: (text: string) => void
}

export function Text({ label, value, hint = "", place = "", secret, lines, mono, max = 200, onText }: TextProps) {
  const id = useId()
  const look = mono ? "input mono" : "input"
  const about = hint === "" ? undefined : `${id}hint`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines ? (
        <textarea
          id={id}
          className={`${look} mono`}
          rows={6}
          spellCheck={false}
          maxLength={max}
          placeholder={place}
          aria-describedby={about}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      ) : (
        <input
          id={id}
          className={look}
          type={secret ? "password" : "text"}
          autoComplete={secret ? "new-password" : "off"}
          spellCheck={false}
          maxLength={max}
          placeholder={place}
          aria-describedby={about}
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {hint !== "" && (
        <span id={about} className="small quiet">
          {hint}
        </span>
      )}
    </div>
  )
}

function Figure({ label, value, onFigure }: { label: string; value: number; onFigure: (n: number) => void }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="number"
        min={1}
        max={65535}
        value={value}
        onChange={(event) => onFigure(Number(event.target.value) || 1)}
      />
    </div>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  of: readonly T[]
  word: (one: T) => ReactNode
  onPick: (one: T) => void
}

export function Choice<T extends string>({ label, value, of, word, onPick }: ChoiceProps<T>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => {
          const picked = of.find((one) => one === event.target.value)
          if (picked !== undefined) onPick(picked)
        }}
      >
        {of.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </div>
  )
}
