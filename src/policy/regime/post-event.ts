import type { Regime } from './regime.ts'

export const postEvent: Regime = {
  id: 'post-event',
  label: 'After an event',
  meaning:
    'A scheduled event was today or one or two sessions ago and VIX closes under its close before the event: the uncertainty has been paid out.',
  source: 'post-announcement entry as published; the window and the test on VIX are our choice',
  tests: [
    { input: 'sessions-since-event', is: '<=', level: 2 },
    { input: 'vix-since-event', is: '<', level: 0 },
  ],
}
