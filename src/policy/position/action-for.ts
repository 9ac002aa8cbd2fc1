import type { MonitorEvent } from '../invariant/monitor.ts'
import type { Action, ActionRules } from '../rules/rule-set.ts'

/** What the rules do at an event of the watched invariant. */
export function actionFor(event: MonitorEvent, actions: ActionRules): Action {
  switch (event) {
    case 'ratio up':
      return actions.ratioUp
    case 'k up':
      return actions.kUp
    case 'k down':
      return actions.kDown
    case 'sign lost':
      return actions.signLost
  }
}
