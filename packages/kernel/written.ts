import { defineProblems, Problem } from './problem.ts'

defineProblems({
  'id-in-use': {
    status: 409,
    title: {
      vi: 'Mã {id} đã dùng cho một bản ghi khác; chưa ghi gì',
      en: 'The id {id} is used by another record; nothing was written',
    },
    hint: {
      vi: 'Tạo mã mới cho bản ghi mới. Gửi lại cùng một thao tác thì dùng lại mã thao tác.',
      en: 'Make a new id for a new record. To repeat the same operation, send its operation id again.',
    },
  },
})

/**
 * For a write of one new row under an id made by the client: a row that was there before is not this one (a repeat of the same operation
 * never comes this far), so success would be a lie. @throws Problem id-in-use
 */
export async function written(rows: Promise<number>, id: string): Promise<void> {
  if ((await rows) === 0) throw new Problem('id-in-use', { id })
}
