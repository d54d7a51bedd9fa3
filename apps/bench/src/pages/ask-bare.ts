/** The live call of an app without an SDK: one fetch and its JSON. */
export async function askBare(input: unknown, url: string = '/v1/predict'): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}
