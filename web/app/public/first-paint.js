// Runs before the first paint so that the stored theme and language never flash; kept apart so that no inline script is needed.
;(() => {
  const root = document.documentElement
  let theme = null
  let locale = null
  try {
    theme = localStorage.getItem("guanxi.theme")
    locale = localStorage.getItem("guanxi.locale")
  } catch {
    // Storage may be closed to us; the defaults hold.
  }
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
  root.dataset.theme = dark ? "dark" : "light"
  if (locale) root.lang = locale
})()
