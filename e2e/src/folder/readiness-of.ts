/** What `/readyz` answers. */
export async function readinessOf(url: string): Promise<{ status: number; problems: string }> {
  const response = await fetch(`${url}/readyz`)
  const body: { problems: string[] } = await response.json()
  return { status: response.status, problems: body.problems.join('\n') }
}
