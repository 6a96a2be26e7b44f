// Light or dark as the customer's device is; white on paper.

export function followSystem(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const paint = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light"
  }
  paint()
  dark.addEventListener("change", paint)
}
