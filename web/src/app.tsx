import { useEffect, useState } from 'preact/hooks'
import { shortDate } from '../../src/face/view/dates.ts'
import { todayWords } from '../../src/face/view/today.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { type Fetched, fetchToday } from './fetch-today.ts'
import { ThemeToggle } from './parts/theme-toggle.tsx'
import { TodayPage } from './parts/today-page.tsx'

export function App() {
  const [fetched, setFetched] = useState<Fetched | null>(null)
  useEffect(() => {
    void fetchToday().then(setFetched)
  }, [])
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the decision
      </a>
      <header class="top-bar">
        <p class="wordmark">
          <svg viewBox="0 0 32 20" aria-hidden="true" focusable="false">
            <path d="M2 17h5l6-13h6l6 13h5" />
          </svg>
          Kondor
        </p>
        <ThemeToggle />
      </header>
      <main id="main" tabIndex={-1}>
        <Content fetched={fetched} />
      </main>
    </>
  )
}

function Content({ fetched }: { readonly fetched: Fetched | null }) {
  if (fetched === null) {
    return (
      <p class="quiet status" role="status">
        Reading the decision…
      </p>
    )
  }
  if (!fetched.ok) {
    return (
      <div class="problem" role="alert">
        <h1>No decision</h1>
        <p>{fetched.message}</p>
      </div>
    )
  }
  return <Loaded decision={fetched.decision} />
}

function Loaded({ decision }: { readonly decision: Decision }) {
  const words = todayWords(decision, Date.now())
  useEffect(() => {
    document.title = `${words.verdict.title} · ${shortDate(decision.sessionDate)} · Kondor`
  }, [words.verdict.title, decision.sessionDate])
  return <TodayPage decision={decision} words={words} />
}
