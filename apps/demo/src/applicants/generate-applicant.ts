import type { ApplicantFile } from './applicant.ts'
import { opposing, pick, quantileAt } from './draw.ts'
import {
  age,
  education,
  firstStatus,
  habits,
  lastStatus,
  meanPaymentRatio,
  nextStatus,
} from './population.ts'

const SMALLEST_PAYMENT = 1_000

// These are just within the range of the training rows.
const LARGEST_PAYMENT = 500_000
const LARGEST_MEAN_PAYMENT = 300_000

const habitsOf = (status: number) => {
  if (status >= 2) return habits.late
  if (status === 1) return habits.oneLate
  if (status === 0) return habits.revolving
  return status === -1 ? habits.paid : habits.unused
}

const statusHistory = (random: () => number): ApplicantFile['status'] => {
  const follow = (table: typeof nextStatus, status: number) => pick(table[status] ?? [[0], [1]], random)
  const pay5 = pick(firstStatus, random)
  const pay4 = follow(nextStatus, pay5)
  const pay3 = follow(nextStatus, pay4)
  const pay2 = follow(nextStatus, pay3)
  return [follow(lastStatus, pay2), pay2, pay3, pay4, pay5]
}

/**
 * Draws a made-up customer. The distribution is close to the real one. Amounts depend on the drawn repayment history.
 */
export function generateApplicant(random: () => number): ApplicantFile {
  const status = statusHistory(random)
  const habit = habitsOf(status[0])
  const schooling = pick(education, random)

  // A customer with a high limit uses less of it, and one with a high balance pays a smaller share.
  const limitShare = random()
  const utilisationShare = opposing(limitShare, 0.4, random)
  const limit = Math.max(10_000, Math.round(quantileAt(habit.limit, limitShare) / 10_000) * 10_000)
  const bill1 = Math.round(limit * quantileAt(habit.utilisation, utilisationShare))
  const earlier = (bill: number) =>
    Math.min(Math.round(bill * quantileAt(habit.earlierBill, random())), Math.round(limit * 1.1))
  const bill2 = earlier(bill1)
  const bill3 = earlier(bill2)

  const payment = (billBefore: number) => {
    if (random() < habit.noPayment) return 0
    const share = quantileAt(habit.payment, opposing((limitShare + utilisationShare) / 2, 0.7, random))
    const paid = Math.max(billBefore * share, SMALLEST_PAYMENT * (0.5 + random()))
    return Math.round(Math.min(paid, LARGEST_PAYMENT))
  }
  const payments: ApplicantFile['payments'] = [payment(bill2), payment(bill3), payment(earlier(bill3))]
  const meanOfThree = payments.reduce((sum, paid) => sum + paid, 0) / 3

  return {
    limit,
    education: schooling,
    age: Math.round(quantileAt(age[schooling], random())),
    status,
    bills: [bill1, bill2, bill3],
    payments,
    meanPayment: Math.round(
      Math.min(meanOfThree * quantileAt(meanPaymentRatio, random()), LARGEST_MEAN_PAYMENT),
    ),
  }
}
