import module from 'node:module'

// stripped types and compiled code are kept between runs: a command starts in a third of the time
module.enableCompileCache()

const json = process.argv.includes('--json')
try {
  // figures and readings from files need neither the modules nor a database, so they do not wait for them
  const program =
    process.argv[2] === 'epi'
      ? (await import('./epi.program.ts')).makeEpiProgram()
      : process.argv[2] === 'directive' && process.argv[3] === 'read'
        ? (await import('./directive.program.ts')).makeReaderProgram()
        : (await import('./program.ts')).makeProgram()
  await program.parseAsync(process.argv)
} catch (error) {
  const { explain } = await import('./answer.ts')
  process.exitCode = explain(error, json)
}
