declare module 'scientist' {
  interface Experiment {
    async(isAsync: boolean): void
    use(block: () => unknown): void
    try(block: () => unknown): void
  }
  export default class Scientist {
    science<Result>(name: string, set: (experiment: Experiment) => void): Promise<Result>
  }
}
