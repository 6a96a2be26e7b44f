// What is noticed without a call: pages, marked clicks, forms.

import type { Props } from "./guanxi"

interface Seen {
  page(): void
  track(event: string, properties: Props): void
}

export function watch(seen: Seen) {
  pages(seen)
  document.addEventListener("click", (e) => guard(() => click(e, seen)), true)
  document.addEventListener("submit", (e) => guard(() => submit(e, seen)), true)
}

function guard(run: () => void) {
  try {
    run()
  } catch {
    // The tracker's trouble is never the page's.
  }
}

// A page is a path and a search; the fragment alone is a place on the same page.
function pages(seen: Seen) {
  const here = () => location.pathname + location.search
  let last = here()
  const moved = () =>
    // The app sets the title after the address.
    setTimeout(() => {
      if (here() === last) return
      last = here()
      seen.page()
    }, 50)
  for (const name of ["pushState", "replaceState"] as const) {
    const real = history[name]
    history[name] = function (this: History, ...args: Parameters<History["pushState"]>) {
      real.apply(this, args)
      moved()
    }
  }
  addEventListener("popstate", moved)
  // A page from the back-forward cache is seen again without being loaded again.
  addEventListener("pageshow", (e) => e.persisted && seen.page())
  seen.page()
}

// data-gx-plan-id="7" becomes plan_id: "7".
function marks(el: Element): Props {
  const found: Props = {}
  for (const { name, value } of Array.from(el.attributes)) {
    if (name.startsWith("data-gx-")) found[name.slice(8).replace(/-/g, "_")] = value
  }
  return found
}

function click(e: Event, seen: Seen) {
  const el = e.target instanceof Element ? e.target.closest("[data-gx]") : null
  if (!el || el instanceof HTMLFormElement) return
  const href = el instanceof HTMLAnchorElement ? { href: el.href } : {}
  seen.track("Clicked", { name: el.getAttribute("data-gx"), ...href, ...marks(el) })
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

// Secrets stay secret even where the page asks for values.
const SECRET = /password|hidden|file/
const SILENT = /submit|button|reset|image/

function filled(field: Field): boolean {
  if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type)) return field.checked
  return field.value.trim() !== ""
}

function submit(e: Event, seen: Seen) {
  const form = e.target
  if (!(form instanceof HTMLFormElement) || form.hasAttribute("data-gx-ignore")) return
  const names: string[] = []
  const values: Props = {}
  for (const el of Array.from(form.elements)) {
    const field = el as Field
    const name = field.name || field.id
    if (!name || SILENT.test(field.type) || SECRET.test(field.type) || field.value === undefined || !filled(field))
      continue
    if (!names.includes(name)) names.push(name)
    if (field.hasAttribute("data-gx-value") && !/^cc-/.test(field.autocomplete))
      values[name] = field.value.slice(0, 1000)
  }
  const attribute = (n: string) => form.getAttribute(n)
  const name =
    attribute("data-gx") ||
    attribute("name") ||
    attribute("id") ||
    new URL(attribute("action") || location.href, location.href).pathname
  seen.track("Form Submitted", {
    form: name,
    fields: names,
    ...(Object.keys(values).length ? { values } : {}),
    ...marks(form),
  })
}
