import { createServer } from 'node:net'
import { say } from './say.ts'

const portOf = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : wanted
      probe.close(() => resolve(port))
    })
  })

/** Returns the wanted port. If it is taken, says so and returns a free one. */
export async function choosePort(what: string, wanted: number): Promise<number> {
  try {
    return await portOf(wanted)
  } catch {
    const port = await portOf(0)
    say(`Port ${wanted} is taken: the ${what} uses ${port}.`)
    return port
  }
}
