import type { RulesAbout } from '../fetch-answer.ts'

interface Props {
  readonly rules: readonly RulesAbout[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

/** The same data, decided by another rule set. */
export function RulesPicker({ rules, chosen, onChoose }: Props) {
  if (rules.length < 2) return null
  const about = rules.find((each) => each.name === chosen)?.about
  return (
    <div class="rules-picker">
      <label>
        <span class="quiet">Rules</span>{' '}
        <select
          class="button"
          value={chosen}
          onChange={(event) => onChoose(event.currentTarget.value)}
          aria-describedby="rules-about"
        >
          {rules.map((each) => (
            <option value={each.name} key={each.name}>
              {each.title}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet small" id="rules-about">
        {about}
      </p>
    </div>
  )
}
