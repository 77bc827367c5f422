import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { call, problemOf } from '@phaodai/web/api.ts'
import type { z } from 'zod'
import { addPhoto, record } from '../inspections.contract.ts'
import type { Picture } from './Pictures.tsx'

type Input = z.input<typeof record.input>
/** Nothing says whether it was written: the connection was lost, the server failed, or its answer could not be read. */
const unanswered = ({ status }: ProblemDocument) => status < 400 || status >= 500

export interface Sent {
  problem: ProblemDocument | null
  /** The server has it as it was sent before, when the answer was lost; what was changed since then is not in it. */
  older: boolean
}

/** What a form said where it is: it comes when it comes, and is no change of what was written. */
const written = ({ latitude: _, longitude: __, accuracyMetres: ___, ...rest }: Input) => JSON.stringify(rest)

/**
 * Sends an inspection under one operation, whatever is changed before it is taken in: a first sending that arrived though its answer was lost
 * stands, and the server says so of the next.
 * @param before what was sent without an answer; grows
 */
export async function sendInspection(input: Input, before: Set<string>): Promise<Sent> {
  try {
    await call(record, input, { opId: input.inspectionId })
    return { problem: null, older: false }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'operation-reused' && before.size > 0)
      return { problem: null, older: before.size > 1 || !before.has(written(input)) }
    if (unanswered(problem)) before.add(written(input))
    return { problem, older: false }
  }
}

const gone = (name: string): ProblemDocument => ({
  ...{ type: 'about:blank', code: 'picture-gone', status: 0 },
  title: `Máy này không đọc được ảnh ${name} nữa`,
  titleEn: `This device cannot read the picture ${name} any more`,
  hint: 'Ảnh đã bị xóa hoặc chuyển chỗ sau khi chọn. Bỏ ảnh này, hoặc đưa ảnh về chỗ cũ rồi gửi lại.',
  hintEn: 'It was moved or deleted after it was chosen. Leave it out, or put it back and send again.',
})

/** Sends pictures, each under an id of its own. One that is refused holds no other up; a lost connection holds up the rest. */
export async function sendPictures(
  inspectionId: string,
  pictures: readonly Picture[],
): Promise<{ left: Picture[]; problem: ProblemDocument | null }> {
  const left: Picture[] = []
  let said: ProblemDocument | null = null
  for (const [i, picture] of pictures.entries()) {
    const { photoId, name, takenAt, bytes: kept, ...where } = picture
    const known = Object.fromEntries(Object.entries(where).filter(([, v]) => v !== null))
    const bytes = await kept.arrayBuffer().catch(() => null)
    if (!bytes) {
      left.push(picture)
      said ??= gone(name)
      continue
    }
    try {
      const file = { fileName: name, takenAt, ...known, bytes: new Uint8Array(bytes) }
      await call(addPhoto, { inspectionId, photoId, ...file }, { opId: photoId })
    } catch (error) {
      const problem = problemOf(error)
      if (unanswered(problem)) return { left: [...left, ...pictures.slice(i)], problem }
      left.push(picture)
      said ??= problem
    }
  }
  return { left, problem: said }
}
