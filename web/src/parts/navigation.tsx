import { PAGES, type Place, addressOf } from '../pages.ts'

interface Props {
  readonly place: Place
  readonly onGo: (place: Place) => void
}

/** Real links with real addresses: they open in new tabs, and the browser's back and forward work. */
export function Navigation({ place, onGo }: Props) {
  return (
    <nav class="pages" aria-label="Pages">
      {PAGES.map(({ name, title }) => {
        const to: Place = { page: name, rules: place.rules }
        return (
          <a
            href={addressOf(to)}
            aria-current={name === place.page ? 'page' : undefined}
            key={name}
            onClick={(event) => {
              if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
                return
              event.preventDefault()
              onGo(to)
            }}
          >
            {title}
          </a>
        )
      })}
    </nav>
  )
}
