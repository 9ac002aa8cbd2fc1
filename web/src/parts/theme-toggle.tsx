import { useState } from 'preact/hooks'

type Theme = 'auto' | 'dark' | 'light'
const NEXT: Readonly<Record<Theme, Theme>> = { auto: 'dark', dark: 'light', light: 'auto' }
const STORAGE_KEY = 'kondor-theme'

const current = (): Theme => {
  const chosen = document.documentElement.dataset['theme']
  return chosen === 'dark' || chosen === 'light' ? chosen : 'auto'
}

/** Follows the system until a theme is chosen; the choice is kept in this browser only. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(current)
  const change = () => {
    const next = NEXT[theme]
    if (next === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
    try {
      if (next === 'auto') localStorage.removeItem(STORAGE_KEY)
      else localStorage.setItem(STORAGE_KEY, next)
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
    setTheme(next)
  }
  return (
    <button type="button" class="button" onClick={change}>
      Theme: {theme}
    </button>
  )
}
