import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { bridgeWords } from '../../src/face/view/bridge.ts'
import { shortDate } from '../../src/face/view/dates.ts'
import { indicatorWords } from '../../src/face/view/indicators.ts'
import { todayWords } from '../../src/face/view/today.ts'
import type { Bridge } from '../../src/policy/bridge/bridge.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { IndicatorBoard } from '../../src/policy/indicator-board/board.ts'
import {
  type Fetched,
  type RulesAbout,
  fetchBridge,
  fetchIndicators,
  fetchRules,
  fetchToday,
} from './fetch-answer.ts'
import { type Place, addressOf, placeInAddress } from './pages.ts'
import { BridgePage } from './parts/bridge-page.tsx'
import { IndicatorsPage } from './parts/indicators-page.tsx'
import { Navigation } from './parts/navigation.tsx'
import { RulesPicker } from './parts/rules-picker.tsx'
import { ThemeToggle } from './parts/theme-toggle.tsx'
import { TodayPage } from './parts/today-page.tsx'

const SKIP_TO = { today: 'decision', bridge: 'comparison', indicators: 'indicators' } as const

/** What the server answered, and for which page. */
type Loaded =
  | { readonly page: 'today'; readonly fetched: Fetched<Decision> }
  | { readonly page: 'bridge'; readonly fetched: Fetched<Bridge> }
  | { readonly page: 'indicators'; readonly fetched: Fetched<IndicatorBoard> }

async function load({ page, rules }: Place): Promise<Loaded> {
  switch (page) {
    case 'today':
      return { page, fetched: await fetchToday(rules) }
    case 'bridge':
      return { page, fetched: await fetchBridge(rules) }
    case 'indicators':
      return { page, fetched: await fetchIndicators(rules) }
  }
}

export function App() {
  const [place, setPlace] = useState<Place>(placeInAddress)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [rules, setRules] = useState<readonly RulesAbout[]>([])
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    void fetchRules().then(setRules)
    const follow = () => setPlace(placeInAddress())
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  useEffect(() => {
    // An answer that comes after the reader has gone elsewhere is dropped.
    let wanted = true
    void load(place).then((answer) => {
      if (wanted) setLoaded(answer)
    })
    return () => {
      wanted = false
    }
  }, [place.page, place.rules])
  const go = (to: Place) => {
    history.pushState(null, '', addressOf(to))
    setPlace(to)
    scrollTo(0, 0)
    main.current?.focus()
  }
  const choose = (name: string) => {
    const to: Place = { ...place, rules: name }
    history.replaceState(null, '', addressOf(to))
    setPlace(to)
  }
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the {SKIP_TO[place.page]}
      </a>
      <header class="top-bar">
        <p class="wordmark">
          <svg viewBox="0 0 32 20" aria-hidden="true" focusable="false">
            <path d="M2 17h5l6-13h6l6 13h5" />
          </svg>
          Kondor
        </p>
        <Navigation place={place} onGo={go} />
        <ThemeToggle />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Content loaded={loaded?.page === place.page ? loaded : null} rules={rules} onChoose={choose} />
      </main>
    </>
  )
}

interface ContentProps {
  readonly loaded: Loaded | null
  readonly rules: readonly RulesAbout[]
  readonly onChoose: (name: string) => void
}

function Content({ loaded, rules, onChoose }: ContentProps) {
  if (loaded === null) {
    return (
      <p class="quiet status" role="status">
        Reading the decision…
      </p>
    )
  }
  if (!loaded.fetched.ok) {
    return (
      <div class="problem" role="alert">
        <h1>No decision</h1>
        <p>{loaded.fetched.message}</p>
      </div>
    )
  }
  const { rules: chosen } = loaded.fetched.value
  const picker = <RulesPicker rules={rules} chosen={chosen.name} onChoose={onChoose} />
  // A new decision is a new page: which reasons were open belonged to the old one.
  switch (loaded.page) {
    case 'today':
      return <LoadedToday decision={loaded.fetched.value} picker={picker} key={chosen.hash} />
    case 'bridge':
      return <LoadedBridge bridge={loaded.fetched.value} picker={picker} key={chosen.hash} />
    case 'indicators':
      return <LoadedIndicators board={loaded.fetched.value} picker={picker} key={chosen.hash} />
  }
}

const useTitle = (title: string) =>
  useEffect(() => {
    document.title = `${title} · Kondor`
  }, [title])

function LoadedToday({ decision, picker }: { readonly decision: Decision; readonly picker: VNode }) {
  const words = todayWords(decision, Date.now())
  useTitle(`${words.verdict.title} · ${shortDate(decision.sessionDate)}`)
  return <TodayPage decision={decision} words={words} picker={picker} />
}

function LoadedBridge({ bridge, picker }: { readonly bridge: Bridge; readonly picker: VNode }) {
  const words = bridgeWords(bridge, Date.now())
  useTitle(`Bridge · ${shortDate(bridge.sessionDate)}`)
  return <BridgePage bridge={bridge} words={words} picker={picker} />
}

function LoadedIndicators({ board, picker }: { readonly board: IndicatorBoard; readonly picker: VNode }) {
  const words = indicatorWords(board, Date.now())
  useTitle(`Indicators · ${shortDate(board.sessionDate)}`)
  return <IndicatorsPage board={board} words={words} picker={picker} />
}
