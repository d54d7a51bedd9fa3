// The demo preloads this into the collector, because a demo that is killed cannot stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
