// Preloaded into the collector: a demo that is killed outright can no longer end it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
