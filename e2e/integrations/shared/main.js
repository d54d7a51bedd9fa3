import { shadow } from './shadow.js'

const { label } = await shadow.predict({ income: 3, debt: 1 })
document.body.textContent = `live answered ${label}`
