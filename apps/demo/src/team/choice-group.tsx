import { useId } from 'react'

export interface Choice<Value extends string> {
  value: Value
  label: string
  /** A few words on what the choice does. */
  hint: string
}

interface ChoiceGroupProps<Value extends string> {
  legend: string
  choices: readonly Choice<Value>[]
  value: Value | undefined
  disabled?: boolean
  error?: Error | undefined
  onChoose: (value: Value) => void
}

/** A row of radio buttons. A line below explains the chosen one. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { legend, choices, value, disabled = false, error, onChoose } = props
  const name = useId()
  const hint = choices.find(choice => choice.value === value)?.hint
  return (
    <fieldset className="choices" disabled={disabled} aria-describedby={`${name}-hint`}>
      <legend>{legend}</legend>
      <div className="choice-row">
        {choices.map(choice => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      <p id={`${name}-hint`} className="hint">
        {error ? <span className="trouble-text">{error.message}</span> : hint}
      </p>
    </fieldset>
  )
}
