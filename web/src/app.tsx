import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { shortDate } from '../../src/face/view/dates.ts'
import { todayWords } from '../../src/face/view/today.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { type Fetched, type RulesAbout, fetchRules, fetchToday } from './fetch-today.ts'
import { RulesPicker } from './parts/rules-picker.tsx'
import { ThemeToggle } from './parts/theme-toggle.tsx'
import { TodayPage } from './parts/today-page.tsx'

/** The rule set named in the address, or null for the server's own. */
const rulesInAddress = (): string | null => new URLSearchParams(location.search).get('rules')

export function App() {
  const [fetched, setFetched] = useState<Fetched | null>(null)
  const [rules, setRules] = useState<readonly RulesAbout[]>([])
  useEffect(() => {
    void fetchRules().then(setRules)
    void fetchToday(rulesInAddress()).then(setFetched)
  }, [])
  const choose = (name: string) => {
    history.replaceState(null, '', `?${new URLSearchParams({ rules: name }).toString()}`)
    void fetchToday(name).then(setFetched)
  }
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
        <Content fetched={fetched} rules={rules} onChoose={choose} />
      </main>
    </>
  )
}

interface ContentProps {
  readonly fetched: Fetched | null
  readonly rules: readonly RulesAbout[]
  readonly onChoose: (name: string) => void
}

function Content({ fetched, rules, onChoose }: ContentProps) {
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
  const { decision } = fetched
  const picker = <RulesPicker rules={rules} chosen={decision.rules.name} onChoose={onChoose} />
  // A new decision is a new page: which reasons were open belonged to the old one.
  return <Loaded decision={decision} picker={picker} key={decision.rules.hash} />
}

function Loaded({ decision, picker }: { readonly decision: Decision; readonly picker: VNode }) {
  const words = todayWords(decision, Date.now())
  useEffect(() => {
    document.title = `${words.verdict.title} · ${shortDate(decision.sessionDate)} · Kondor`
  }, [words.verdict.title, decision.sessionDate])
  return <TodayPage decision={decision} words={words} picker={picker} />
}
