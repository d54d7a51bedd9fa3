/** What an app does without an SDK: one fetch, one JSON. */
export async function askBare(input: unknown, url: string = '/v1/predict'): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}
