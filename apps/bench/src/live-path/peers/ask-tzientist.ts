import { experimentAsync } from 'tzientist'
import { askBare } from '../../pages/ask-bare.ts'

/** The two requests as one experiment of tzientist, which asks both at once and answers when both have. */
export const askTzientist: (input: unknown) => Promise<unknown> = experimentAsync({
  name: 'bench',
  control: (input: unknown) => askBare(input),
  candidate: (input: unknown) => askBare(input, '/v2/predict'),
  options: { publish: () => {} },
})
