import type { Words } from './words.ts'

/** What a problem code means: its HTTP status and its words. `{name}` in the words is filled from the details. */
export interface ProblemKind {
  status: number
  title: Words
  /** What the reader can do about it. */
  hint?: Words
}

const catalogue = new Map<string, ProblemKind>()

/** Adds a module's problem codes to the catalogue; a code is defined once. Returns its argument, so that codes are typed. */
export function defineProblems<T extends Record<string, ProblemKind>>(kinds: T): T {
  for (const [code, kind] of Object.entries(kinds)) {
    if (catalogue.has(code)) throw new Error(`problem ${code} is defined twice`)
    catalogue.set(code, kind)
  }
  return kinds
}

/** Every problem code known, for docs/problems.md and the OpenAPI document. */
export const problemCatalogue = (): ReadonlyMap<string, ProblemKind> => catalogue

export interface ProblemDocument {
  type: string
  code: string
  status: number
  title: string
  titleEn: string
  hint?: string
  hintEn?: string
  details?: Record<string, unknown>
  errors?: FieldError[]
}

/** One bad field: where it is, what the rule is, in both languages. */
export interface FieldError {
  field: string
  vi: string
  en: string
}

/**
 * A refusal at the edge (RFC 9457). Rules return refusals as values; commands throw them as Problems.
 * Nothing was written when a command throws one.
 */
export class Problem extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  readonly errors: FieldError[] | undefined

  constructor(code: string, details: Record<string, unknown> = {}, errors?: FieldError[]) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.details = details
    this.errors = errors
  }

  get status(): number {
    return catalogue.get(this.code)?.status ?? 500
  }

  toJSON(): ProblemDocument {
    const kind = catalogue.get(this.code) ?? catalogue.get('internal')!
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(this.details[key] ?? '…'))
    return {
      type: `/docs/problems#${this.code}`,
      code: this.code,
      status: kind.status,
      title: fill(kind.title.vi),
      titleEn: fill(kind.title.en),
      ...(kind.hint && { hint: fill(kind.hint.vi), hintEn: fill(kind.hint.en) }),
      ...(Object.keys(this.details).length > 0 && { details: this.details }),
      ...(this.errors && { errors: this.errors }),
    }
  }
}

defineProblems({
  internal: {
    status: 500,
    title: { vi: 'Hệ thống gặp lỗi ngoài dự kiến', en: 'An unexpected error occurred' },
    hint: {
      vi: 'Có thể gửi lại: cùng một thao tác không bao giờ được ghi hai lần. Nếu còn lỗi, báo quản trị kèm mã {requestId}.',
      en: 'It is safe to send it again: one operation is never written twice. If it persists, tell the administrator the code {requestId}.',
    },
  },
  'invalid-input': {
    status: 400,
    title: { vi: 'Dữ liệu gửi lên chưa đúng', en: 'The input is not valid' },
    hint: {
      vi: 'Sửa các mục được nêu rồi gửi lại; chưa có gì được ghi.',
      en: 'Mend the fields named and send again; nothing was written.',
    },
  },
  'not-signed-in': {
    status: 401,
    title: { vi: 'Chưa đăng nhập hoặc phiên đã hết', en: 'Not signed in, or the session has ended' },
    hint: { vi: 'Đăng nhập lại.', en: 'Sign in again.' },
  },
  forbidden: {
    status: 403,
    title: { vi: 'Vai trò {role} không có quyền: {verb}', en: 'The role {role} may not: {verb}' },
    hint: { vi: 'Việc từ chối này đã được ghi lại.', en: 'This refusal was recorded.' },
  },
  'not-found': {
    status: 404,
    title: { vi: 'Không tìm thấy, hoặc nằm ngoài địa bàn của bạn: {what}', en: 'Not found, or outside your area: {what}' },
  },
  'operation-reused': {
    status: 409,
    title: { vi: 'Mã thao tác này đã dùng cho một nội dung khác', en: 'This operation id was used for other content' },
    hint: { vi: 'Tạo mã thao tác mới cho nội dung mới.', en: 'Make a new operation id for new content.' },
  },
  'shown-once': {
    status: 409,
    title: { vi: 'Thao tác này đã làm xong; mã chỉ hiện một lần', en: 'This was done already; the secret is shown only once' },
    hint: { vi: 'Nếu chưa nhận được mã, cấp mã mới.', en: 'If it did not arrive, make a new one.' },
  },
  'outside-area': {
    status: 403,
    title: { vi: 'Đơn vị này nằm ngoài địa bàn của bạn', en: 'That unit is outside your area' },
  },
  busy: {
    status: 503,
    title: { vi: 'Máy chủ đang bận', en: 'The server is busy' },
    hint: {
      vi: 'Gửi lại sau ít giây; không bao giờ bị ghi hai lần.',
      en: 'Send again in a few seconds; nothing is ever written twice.',
    },
  },
})
