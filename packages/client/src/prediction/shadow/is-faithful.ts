import type { Model } from '../../core/model/model.ts'
import type { Copied } from '../../core/values/copy.ts'

/**
 * Whether a copy of the input is what `model`, which serves, got. `sent` is the text that the model sent for the input. A part
 * that is not copied as what it is must lead to the same text.
 */
export function isFaithful<Input, Output>(
  { value, other }: Copied<Input>,
  model: Pick<Model<Input, Output>, 'toBody'>,
  sent: string | undefined,
): boolean {
  let body: string | undefined
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy has the same type
    body = model.toBody?.(value as Input)
  } catch {
    // `encode` needs what the JSON form does not have.
  }
  // The text of a codec may be another one for each call, for example with a timestamp.
  const mustBeSame = other !== undefined || (sent && body === JSON.stringify(value))
  return !mustBeSame || (!!body && body === sent)
}
