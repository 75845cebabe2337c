'use strict'
/**
 * Stands for Lambda's runtime, and for as little of it as can be: loads a bundle, gives its handler one event. On
 * SIGUSR2 it writes what was spent since the process began, in a line of JSON on stderr. Plain JavaScript, for to
 * strip types would be counted too.
 */
const { writeSync } = require('node:fs')

const tell = told => writeSync(2, `${JSON.stringify(told)}\n`)

process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage()
  tell({ cpu: (user + system) / 1_000, rss: process.memoryUsage.rss() / 1e6 })
})

const [bundle, event] = process.argv.slice(2)
require(bundle)
  .handler(JSON.parse(event))
  .then(
    () => tell({ is: 'ended' }),
    fault => tell({ is: 'ended', fault: fault.message }),
  )
// Until it is killed.
setInterval(() => {}, 1_000_000)
