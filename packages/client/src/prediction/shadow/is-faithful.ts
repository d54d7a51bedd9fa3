import type { Model } from '../../core/model/model.ts'
import type { Copied } from '../../core/values/copy.ts'
import { toJson } from '../../core/values/to-json.ts'

/**
 * Whether a copy of the input leads to the text that `model`, which serves, has sent (empty if it sent none). Only then
 * may parts of the input have become their JSON form.
 */
export function isFaithful<Input, Output>(
  { value, other }: Copied<Input>,
  model: Pick<Model<Input, Output>, 'toBody'>,
  sent: string,
): boolean {
  const isExact = other === undefined
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy has the same type
    const body = model.toBody?.(value as Input)
    // An exact copy may lead to another text if a codec sends a new one for each call, for example with a timestamp.
    return body === sent || (isExact && (!sent || body !== toJson(value)))
  } catch {
    // The codec needs what the copy does not have, or the input has no JSON, so that the serving call has failed too.
    return isExact && !sent
  }
}
