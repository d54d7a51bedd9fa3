import { experimentAsync } from 'tzientist'
import { askBare } from '../../pages/ask-bare.ts'

/** Makes the two requests as an experiment of tzientist. It calls both at once and answers when both have answered. */
export const askTzientist: (input: unknown) => Promise<unknown> = experimentAsync({
  name: 'bench',
  control: (input: unknown) => askBare(input),
  candidate: (input: unknown) => askBare(input, '/v2/predict'),
  options: { publish: () => {} },
})
