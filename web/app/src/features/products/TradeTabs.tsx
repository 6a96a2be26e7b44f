// The catalogue and the price lists beside each other.

import { Link, useLocation } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { productsPhrases } from "./phrases"

export function TradeTabs() {
  const t = usePhrases(productsPhrases)
  const { pathname } = useLocation()
  return (
    <nav className="looks trade-tabs" aria-label={t("tabs")}>
      <Link to="/products" search={{}} data-here={pathname === "/products" || undefined}>
        <Icon name="box" size={14} />
        {t("catalogue")}
      </Link>
      <Link to="/products/prices" search={{}} data-here={pathname === "/products/prices" || undefined}>
        <Icon name="tag" size={14} />
        {t("prices")}
      </Link>
    </nav>
  )
}
