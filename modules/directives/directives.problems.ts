import { defineProblems } from '@phaodai/kernel/problem.ts'

export const problems = defineProblems({
  'document-unreadable': {
    status: 422,
    title: { vi: 'Không đọc được văn bản: {vi}', en: 'The document cannot be read: {en}' },
    hint: {
      vi: 'Gửi tệp .txt, .docx, hoặc .pdf có lớp chữ (không phải ảnh quét).',
      en: 'Hand in .txt, .docx, or a .pdf with a text layer (not a scan).',
    },
  },
})
