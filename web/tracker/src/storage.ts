// The site's local storage, where it is allowed and works; otherwise memory.

const memory: Record<string, string> = {}

export function read<T>(name: string): T | undefined {
  let text: string | null = null
  try {
    text = localStorage.getItem(`gx.${name}`)
  } catch {
    // Storage is closed to us: memory answers.
  }
  try {
    return JSON.parse(text ?? memory[name] ?? "") as T
  } catch {
    return undefined
  }
}

// False when the site's storage is full; the value is then in memory, as it is where storage is closed to us.
export function write(name: string, value: unknown): boolean {
  const text = JSON.stringify(value)
  try {
    const storage = localStorage
    try {
      storage.setItem(`gx.${name}`, text)
      delete memory[name]
    } catch {
      // An older value must not answer for the newer one.
      storage.removeItem(`gx.${name}`)
      memory[name] = text
      return false
    }
  } catch {
    memory[name] = text
  }
  return true
}

export function drop(name: string) {
  delete memory[name]
  try {
    localStorage.removeItem(`gx.${name}`)
  } catch {
    // Storage is closed to us: then there is nothing in it.
  }
}
