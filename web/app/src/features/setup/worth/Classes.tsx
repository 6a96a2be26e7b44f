// How many customers stand in each class, each with its list.

import type { Worth } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { ClassTag } from "../../../kit/worth/marks"
import { worthSetupPhrases } from "./phrases"

const NAMES = ["A", "B", "C"] as const

export function Classes({ classes }: { classes: Worth["classes"] }) {
  const t = usePhrases(worthSetupPhrases)
  const format = useFormat()
  const all = NAMES.reduce((sum, name) => sum + classes[name], 0)
  const share = (name: (typeof NAMES)[number]) => (all === 0 ? 0 : Math.round((classes[name] / all) * 100))
  return (
    <section>
      <h2 className="section-head">{t("classes")}</h2>
      <p className="small quiet setup-text">{t("classesText")}</p>
      <ul className="setup-list worth-classes">
        {NAMES.map((name) => (
          <li key={name} className="setup-row">
            <Link
              to="/people"
              search={{ filter: `worth_class = "${name}"`, sort: "-worth_next" }}
              className="worth-class"
            >
              <ClassTag name={name} full />
              <span className="soft grow">{t(`class.${name}`)}</span>
              <span className="worth-share" aria-hidden="true">
                <span style={{ width: `${share(name)}%` }} />
              </span>
              <span className="small quiet figure worth-percent">{t("share", { percent: `${share(name)}%` })}</span>
              <b className="figure">{format.number(classes[name])}</b>
              <Icon name="right" size={14} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
