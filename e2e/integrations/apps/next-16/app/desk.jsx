'use client'

import { ShadowProvider, useShadowPrediction, useShadowStatus } from '@shadow-mode/react'
import { shadow } from '../shadow'

const APPLICANT = { income: 3, debt: 1 }

function Decision() {
  const { data } = useShadowPrediction(APPLICANT)
  const { delivered } = useShadowStatus()
  return (
    <p>
      live answered {data?.label}, {delivered} delivered
    </p>
  )
}

export function Desk() {
  return (
    <ShadowProvider client={shadow}>
      <Decision />
    </ShadowProvider>
  )
}
