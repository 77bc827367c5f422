// A PouchDB server in a process of its own: express-pouchdb wraps every database of the process that it is in.
const Memory = require('pouchdb').plugin(require('pouchdb-adapter-memory')).defaults({ adapter: 'memory' })
const app = require('express')()
app.use('/db', require('express-pouchdb')(Memory, { inMemoryConfig: true, logPath: '/dev/null' }))
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
