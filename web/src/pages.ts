/** The pages by address. The server answers each with the same program. */
export type PageName = 'today' | 'bridge' | 'indicators'

export const PAGES: readonly { readonly name: PageName; readonly address: string; readonly title: string }[] =
  [
    { name: 'today', address: '/', title: 'Today' },
    { name: 'bridge', address: '/bridge', title: 'Bridge' },
    { name: 'indicators', address: '/indicators', title: 'Indicators' },
  ]

/** What the address bar asks for. */
export interface Place {
  readonly page: PageName
  /** The rule set named in the address, or null for the server's own. */
  readonly rules: string | null
}

export function placeInAddress(): Place {
  const page = PAGES.find(({ address }) => address === location.pathname)?.name ?? 'today'
  return { page, rules: new URLSearchParams(location.search).get('rules') }
}

export function addressOf({ page, rules }: Place): string {
  const address = PAGES.find(({ name }) => name === page)?.address ?? '/'
  return rules === null ? address : `${address}?${new URLSearchParams({ rules }).toString()}`
}
