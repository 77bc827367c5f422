/** What is used of HiGHS: problems as text in the CPLEX LP format. */
export type LinearSolver = {
  solve(problem: string, options?: { output_flag?: boolean }): { Status: string; Columns: Record<string, unknown> }
}

/**
 * The solver of linear programs, HiGHS as WebAssembly, loaded when first asked for. The package finds its own binary in Node; a page says where it is.
 *
 * @param locate where the file of this name (`highs.wasm`) is to be fetched, in a page or worker
 * @returns a solver to be handed to labAllocation; solving itself is synchronous, so a page does it in a worker
 * @see Huangfu Q, Hall JAJ. Parallelizing the dual revised simplex method. Math Program Comput 2018;10:119-142. doi:10.1007/s12532-017-0130-5
 * @example labAllocation(instance, await linearSolver())
 */
export async function linearSolver(locate?: (file: string) => string): Promise<LinearSolver> {
  // the declarations of the package say CommonJS, its module is ESM
  const { default: load } = (await import('highs')) as unknown as {
    default(options?: { locateFile?: (file: string) => string }): Promise<LinearSolver>
  }
  return load(locate ? { locateFile: locate } : undefined)
}
