import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { PageHead } from "../kit/PageHead"
import { framePhrases } from "./phrases"

export function NotFound() {
  const t = usePhrases(framePhrases)
  return (
    <>
      <PageHead title={t("notFoundTitle")}>{null}</PageHead>
      <Empty title={t("notFoundTitle")} text={t("notFoundText")} drawing="road" level={1}>
        <Link to="/people" className="button">
          {t("toPeople")}
        </Link>
      </Empty>
    </>
  )
}
