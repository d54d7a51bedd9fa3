// oxlint-disable max-lines -- a table of figures
import type { Education } from './applicant.ts'
import type { Quantiles, Weights } from './draw.ts'

// A few summary numbers of the models' training sample (UCI 350, Yeh 2009, CC BY 4.0; see models/SOURCES in the model
// service). They contain no row of it.

export const education: Weights<Education> = [
  ['university', 'graduate', 'high_school', 'other'],
  [0.471, 0.345, 0.169, 0.015],
]

export const age: Record<Education, Quantiles> = {
  graduate: [
    [0, 0.1, 0.5, 0.9, 0.99, 1],
    [21, 25, 32, 46, 58, 72],
  ],
  university: [
    [0, 0.1, 0.5, 0.9, 0.99, 1],
    [21, 24, 33, 48, 58, 73],
  ],
  high_school: [
    [0, 0.1, 0.5, 0.9, 0.99, 1],
    [21, 26, 40, 54, 64, 75],
  ],
  other: [
    [0, 0.1, 0.5, 0.9, 1],
    [22, 24.4, 37, 48.6, 62],
  ],
}

/** The repayment status five months ago. */
export const firstStatus: Weights<number> = [
  [-2, -1, 0, 2, 3, 4, 7],
  [753, 937, 2819, 438, 28, 16, 4],
]

/** The status of a month by the status of the month before. In these months the data has no status 1. */
export const nextStatus: Record<number, Weights<number>> = {
  [-2]: [
    [-2, -1, 0, 2],
    [1798, 197, 118, 38],
  ],
  [-1]: [
    [-2, -1, 0, 2],
    [221, 2184, 325, 129],
  ],
  0: [
    [-1, 0, 2],
    [466, 7229, 531],
  ],
  2: [
    [-1, 0, 2, 3],
    [129, 332, 1011, 108],
  ],
  3: [
    [-1, 0, 2, 3, 4],
    [5, 17, 40, 20, 26],
  ],
  4: [
    [0, 2, 3, 4, 5],
    [1, 14, 2, 12, 11],
  ],
  5: [
    [2, 5, 6],
    [1, 1, 7],
  ],
  6: [
    [3, 7],
    [1, 3],
  ],
  7: [
    [2, 7, 8],
    [6, 10, 1],
  ],
  8: [[2], [1]],
}

/** The status of the latest month by the status of the month before. Only the latest month has status 1. */
export const lastStatus: Record<number, Weights<number>> = {
  [-2]: [
    [-2, 1],
    [408, 211],
  ],
  [-1]: [
    [-2, -1, 0, 1, 2],
    [33, 814, 71, 122, 17],
  ],
  0: [
    [-1, 0, 2],
    [100, 2371, 144],
  ],
  2: [
    [-1, 1, 2, 3],
    [65, 267, 253, 44],
  ],
  3: [
    [-1, 1, 2, 3, 4],
    [7, 16, 10, 9, 9],
  ],
  4: [
    [1, 2, 3, 4, 5],
    [6, 1, 1, 3, 4],
  ],
  5: [
    [1, 4],
    [3, 1],
  ],
  6: [
    [1, 7],
    [1, 2],
  ],
  7: [[8], [3]],
  8: [[2], [1]],
}

interface Habits {
  limit: Quantiles
  /** The latest balance divided by the limit. */
  utilisation: Quantiles
  /** The balance of a month divided by that of the next month. */
  earlierBill: Quantiles
  /** The share of months without a payment. */
  noPayment: number
  /** The payment divided by the balance of the month before, in months with a payment. */
  payment: Quantiles
}

const revolver: Habits = {
  limit: [
    [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1],
    [10e3, 30e3, 50e3, 120e3, 217.5e3, 340e3, 500e3, 7e5],
  ],
  utilisation: [
    [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
    [0, 0.06, 0.11, 0.3, 0.67, 0.94, 1, 1.3],
  ],
  earlierBill: [
    [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
    [0.1, 0.41, 0.66, 0.92, 1, 1.04, 1.14, 1.5],
  ],
  noPayment: 0.02,
  payment: [
    [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1],
    [0.034, 0.037, 0.043, 0.056, 0.115, 0.3, 0.7, 1],
  ],
}

/** The habits by the status of the latest month. */
export const habits: Record<'unused' | 'paid' | 'revolving' | 'oneLate' | 'late', Habits> = {
  unused: {
    limit: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1],
      [2e4, 9e4, 17e4, 23e4, 35e4, 448e3, 6e5, 8e5],
    ],
    utilisation: [
      [0, 0.2, 0.5, 0.75, 0.9, 0.97, 1],
      [0, 0, 0.0255, 0.077, 0.148, 0.3, 0.7],
    ],
    earlierBill: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0, 0.2, 0.97, 1, 1.8, 4, 7],
    ],
    noPayment: 0.3,
    payment: [
      [0, 0.1, 0.7, 0.9, 1],
      [0.9, 1, 1.005, 1.02, 1.3],
    ],
  },
  paid: {
    limit: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1],
      [1e4, 5e4, 1e5, 18e4, 28e4, 38e4, 53e4, 75e4],
    ],
    utilisation: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0, 0.0021, 0.0053, 0.0192, 0.053, 0.2254, 0.8],
    ],
    earlierBill: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0, 0.1, 0.34, 1, 1.6, 4, 9],
    ],
    noPayment: 0.18,
    payment: [
      [0, 0.1, 0.2, 0.7, 0.9, 1],
      [0.03, 0.3, 1, 1.0016, 1.009, 1.2],
    ],
  },
  revolving: revolver,
  oneLate: {
    limit: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [1e4, 2e4, 5e4, 11e4, 21e4, 35e4, 6e5],
    ],
    utilisation: [
      [0, 0.45, 0.5, 0.6, 0.75, 0.9, 1],
      [0, 0, 0.0086, 0.35, 0.67, 0.97, 1.2],
    ],
    earlierBill: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0.1, 0.7, 0.96, 0.98, 1.02, 1.1, 1.4],
    ],
    noPayment: 0.57,
    payment: [
      [0, 0.3, 0.5, 0.6, 0.9, 1],
      [0.03, 0.06, 0.6, 1, 1.01, 1.3],
    ],
  },
  late: {
    limit: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [1e4, 2e4, 5e4, 8e4, 15e4, 246e3, 5e5],
    ],
    utilisation: [
      [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0, 0.008, 0.04, 0.345, 0.7, 0.94, 1, 1.2],
    ],
    earlierBill: [
      [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1],
      [0.5, 0.92, 0.975, 1.02, 1.06, 1.135, 1.35],
    ],
    noPayment: 0.28,
    payment: [
      [0, 0.25, 0.5, 0.75, 0.9, 1],
      [0.03, 0.04, 0.055, 0.1, 0.25, 1],
    ],
  },
}

/** The mean payment of six months divided by that of the last three. */
export const meanPaymentRatio: Quantiles = [
  [0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 1],
  [0.35, 0.5, 0.7, 0.88, 1.09, 1.9, 3.3, 6],
]
