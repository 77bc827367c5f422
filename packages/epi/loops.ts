/**
 * Loops of a directed graph: its strongly connected components of two nodes or more.
 *
 * In a list of "who infected whom" a loop is a contradiction (each is said to be infected by another of the loop),
 * or two people named as each other's contact. A link from a node to itself is not a loop here.
 *
 * @param size number of nodes, numbered 0 .. size-1
 * @param from tail of each link, by node number
 * @param to head of each link, by node number
 * @returns one array of node numbers (ascending) for each loop, in order of the smallest number
 * @see Tarjan R. Depth-first search and linear graph algorithms. SIAM J Comput 1972;1:146-160. doi:10.1137/0201010
 */
export function loops(size: number, from: ArrayLike<number>, to: ArrayLike<number>): number[][] {
  const { start, next } = outgoing(size, from, to)
  const index = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const cursor = start.slice(0, size)
  const onStack = new Uint8Array(size)
  const stack: number[] = []
  const path: number[] = [] // an explicit path: a chain of 100,000 cases would overflow the call stack
  const found: number[][] = []
  let counter = 0

  const enter = (node: number) => {
    index[node] = low[node] = counter++
    stack.push(node)
    onStack[node] = 1
    path.push(node)
  }

  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue
    enter(root)
    while (path.length > 0) {
      const node = path[path.length - 1]!
      if (cursor[node]! < start[node + 1]!) {
        const other = next[cursor[node]!++]!
        if (index[other] === -1) enter(other)
        else if (onStack[other]) low[node] = Math.min(low[node]!, index[other]!)
        continue
      }
      path.pop()
      const parent = path[path.length - 1]
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
      if (low[node] !== index[node]) continue
      const members: number[] = []
      let member: number
      do {
        member = stack.pop()!
        onStack[member] = 0
        members.push(member)
      } while (member !== node)
      if (members.length > 1) found.push(members.sort((a, b) => a - b))
    }
  }
  return found.sort((a, b) => a[0]! - b[0]!)
}

/** Links grouped by tail: the heads of node i are next[start[i] .. start[i+1]-1]. */
export function outgoing(size: number, from: ArrayLike<number>, to: ArrayLike<number>): { start: Int32Array; next: Int32Array } {
  const start = new Int32Array(size + 1)
  for (let i = 0; i < from.length; i++) start[from[i]! + 1]!++
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!
  const place = start.slice(0, size)
  const next = new Int32Array(from.length)
  for (let i = 0; i < from.length; i++) next[place[from[i]!]!++] = to[i]!
  return { start, next }
}
