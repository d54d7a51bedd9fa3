import { httpModel, type Model } from '@shadow-mode/client'
import { blockedWorkerModel } from './blocked-worker-model.ts'
import type { CandidateKind } from './config.ts'

const VERSION = '2.0.0'

const garbage = (): unknown => {
  const cyclic: Record<string, unknown> = { count: 1n, act: () => 1 }
  cyclic['self'] = cyclic
  Object.defineProperty(cyclic, 'trap', {
    enumerable: true,
    get: () => {
      throw new Error('a getter that throws')
    },
  })
  return cyclic
}

const local = (predict: Model<unknown, unknown>['predict']): Model<unknown, unknown> => ({
  version: VERSION,
  origin: null,
  predict,
})

const spoil = (input: unknown): void => {
  if (typeof input === 'object' && input)
    Object.assign(input, { id: 'changed by the candidate', refuse: 418 })
}

export async function makeCandidate(candidate: CandidateKind): Promise<Model<unknown, unknown>> {
  switch (candidate.kind) {
    case 'http':
      return httpModel({ url: candidate.url, version: VERSION })
    case 'throws':
      return local(() => {
        throw new Error('the candidate threw')
      })
    case 'rejects':
      return local(() => Promise.reject(new Error('the candidate failed')))
    case 'garbage':
      return local(() => Promise.resolve(garbage()))
    case 'hangs':
      return local(() => new Promise(() => {}))
    case 'changes-input':
      return local(input => {
        spoil(input)
        return Promise.resolve({ probability: 0.5, approved: false })
      })
    case 'blocked-worker':
      return blockedWorkerModel(VERSION, candidate.ms)
    default:
      return (await import('./make-onnx-candidate.ts')).makeOnnxCandidate(VERSION, candidate)
  }
}
