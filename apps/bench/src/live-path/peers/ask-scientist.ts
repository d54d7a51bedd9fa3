import './node-clock.ts'
import Scientist from 'scientist'
import { askBare } from '../../pages/ask-bare.ts'

const scientist = new Scientist()

/** Makes the two requests as an experiment of scientist (npm). */
export const askScientist = (input: unknown): Promise<unknown> =>
  scientist.science('bench', experiment => {
    experiment.async(true)
    experiment.use(() => askBare(input))
    experiment.try(() => askBare(input, '/v2/predict'))
  })
