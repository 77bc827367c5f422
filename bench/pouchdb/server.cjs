// A PouchDB server in a process of its own, on the disk (LevelDB) in the folder that it is told: express-pouchdb wraps every database of the process that it is in.
const OnDisk = require('pouchdb').defaults({ prefix: `${process.argv[2]}/` })
const app = require('express')()
app.use('/db', require('express-pouchdb')(OnDisk, { inMemoryConfig: true, logPath: '/dev/null' }))
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
