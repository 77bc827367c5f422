import type { Json, SchemaStore } from './openapi.schemas.ts'
import { Credentials, PostChoice, SessionAnswer } from './sessions.contract.ts'

interface Own {
  vi: string
  en: string
  answer: Json
  body?: Json
  isPublic?: boolean
  parameters?: Json[]
}

const json = (schema: Json): Json => ({ description: 'Kết quả / The result', content: { 'application/json': { schema } } })
const geo: Json = {
  description: 'GeoJSON, WGS 84; ranh giới minh họa / illustrative boundaries',
  content: { 'application/geo+json': {} },
}
const province: Json = {
  name: 'province',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^\\d{2}$' },
  description: 'Mã tỉnh năm 2021 / Province code of 2021',
}
const text = { type: 'string' }
const record = (properties: Json): Json => ({ type: 'object', required: Object.keys(properties), properties })

/** The server's own addresses, which no module declares. */
export function ownPaths(store: SchemaStore, problem: Json): Record<string, Record<string, Json>> {
  const session = json(store.of(SessionAnswer, 'output', 'server.session'))
  const done = { description: 'Đã làm / Done' }
  const own: Record<string, Record<string, Own>> = {
    '/api/session': {
      post: {
        vi: 'Đăng nhập',
        en: 'Sign in',
        isPublic: true,
        body: store.of(Credentials, 'input', 'server.sign-in'),
        answer: { 200: session },
      },
      get: { vi: 'Phiên hiện tại', en: 'The session', answer: { 200: session } },
      delete: { vi: 'Đăng xuất', en: 'Sign out', answer: { 204: done } },
    },
    '/api/session/post': {
      put: {
        vi: 'Đổi vị trí đang làm',
        en: 'Act in another post',
        body: store.of(PostChoice, 'input', 'server.post'),
        answer: { 200: session },
      },
    },
    '/api/instance': {
      get: {
        vi: 'Diễn tập hay thật, tỉnh nào, ngày nào',
        en: 'Drill or real, which province, which day',
        isPublic: true,
        answer: {
          200: json(record({ mode: { enum: ['drill', 'real'] }, provinceCode: text, today: { type: 'string', format: 'date' } })),
        },
      },
    },
    '/healthz': {
      get: { vi: 'Máy chủ đang chạy', en: 'The process lives', isPublic: true, answer: { 200: json({ type: 'object' }) } },
    },
    '/readyz': {
      get: { vi: 'Máy chủ sẵn sàng', en: 'The server is ready', isPublic: true, answer: { 200: json({ type: 'object' }) } },
    },
    '/metrics': {
      get: {
        vi: 'Số đo vận hành',
        en: 'Metrics',
        isPublic: true,
        answer: { 200: { description: 'Prometheus', content: { 'text/plain': {} } } },
      },
    },
  }
  for (const kind of ['provinces-2021', 'provinces-2025']) {
    own[`/geo/${kind}`] = { get: { vi: `Ranh giới ${kind}`, en: `Outlines ${kind}`, isPublic: true, answer: { 200: geo } } }
  }
  for (const kind of ['districts-2021', 'communes-2025']) {
    const get = { vi: `Ranh giới ${kind}`, en: `Outlines ${kind}`, isPublic: true, answer: { 200: geo }, parameters: [province] }
    own[`/geo/${kind}/{province}`] = { get }
  }
  const idOf = (method: string, path: string) => `server.${method}${path.replace(/[{}]/g, '').replace(/\W+/g, '-')}`
  return Object.fromEntries(
    Object.entries(own).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, { vi, en, answer, body, isPublic, parameters }]) => [
          method,
          {
            operationId: idOf(method, path),
            tags: ['server'],
            summary: vi,
            description: en,
            ...(parameters && { parameters }),
            ...(isPublic && { security: [] }),
            ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
            responses: { ...answer, default: problem },
            'x-title': { vi, en },
          },
        ]),
      ),
    ]),
  )
}
