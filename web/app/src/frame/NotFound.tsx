import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { framePhrases } from "./phrases"

export function NotFound() {
  const t = usePhrases(framePhrases)
  return (
    <Empty title={t("notFoundTitle")} text={t("notFoundText")} drawing="road">
      <Link to="/people" className="button">
        {t("toPeople")}
      </Link>
    </Empty>
  )
}
