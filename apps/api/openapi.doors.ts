import type { DoorOperation } from '@phaodai/kernel/door.ts'
import type { Json, SchemaStore } from './openapi.schemas.ts'
import { moduleOf } from './titles.ts'

/** How one comes through a door: no session, a secret link (decision 11). */
export const doorSchemes: Json = {
  door: {
    type: 'apiKey',
    in: 'header',
    name: 'door-key',
    description:
      'Khóa bí mật đứng sau # trong đường dẫn riêng (nhà thuốc, người khai báo). Không phải phiên làm việc: chỉ ghi vào, chỉ xem lại của chính mình. / The secret that stands after # in one’s own link (a pharmacy, a citizen). It is no session: it writes, and reads back what is its owner’s alone.',
  },
}

export const doorParameters: Json = {
  DoorDevice: {
    name: 'door-device',
    in: 'header',
    required: false,
    schema: { type: 'string', pattern: '^[\\w-]{20,128}$' },
    description:
      'Máy tự đặt ở lần mở đầu và giữ lại; đường dẫn của điểm báo gắn với máy đầu tiên. / Made by the device at its first visit and kept; a sentinel’s link is bound to the first one.',
  },
  WaitedMinutes: {
    name: 'waited-minutes',
    in: 'header',
    required: false,
    schema: { type: 'integer', minimum: 0 },
    description:
      'Nội dung đã chờ mạng bao nhiêu phút; tính nhiều nhất ba ngày. / How many minutes the content waited for a network; three days at most are counted.',
  },
}

const whose: Record<string, string> = {
  sentinel: 'Ai giữ đường dẫn của điểm báo, trên máy đã gắn. / Whoever holds a sentinel’s link, on the device bound to it.',
  declarant:
    'Ai giữ khóa của mình; khóa chưa từng dùng thuộc về người đặt ra nó. / Whoever holds a key of their own; a key never used belongs to who made it.',
}

/** One verb behind a door, as an operation of the document; `refusals` are the answers that every operation shares. */
export function doorOf({ verb: v }: DoorOperation, schemas: SchemaStore, refusals: Json): Json {
  const parameters = ['OperationId', 'DoorDevice', ...(v.writes ? ['WaitedMinutes'] : [])]
  const answer = {
    description: 'Kết quả / The result',
    headers: { 'Operation-Id': { $ref: '#/components/headers/OperationId' } },
    content: { 'application/json': { schema: schemas.of(v.output, 'output', v.name) } },
  }
  return {
    operationId: v.name,
    tags: [moduleOf(v)],
    summary: v.title.vi,
    description: `${v.title.en}\n\n${whose[v.door]}`,
    security: [{ door: [] }],
    parameters: parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: { required: true, content: { 'application/json': { schema: schemas.of(v.input, 'input', v.name) } } },
    responses: { 200: answer, ...refusals },
    'x-title': v.title,
    'x-kind': v.writes ? 'command' : 'read',
    'x-door': v.door,
    'x-personal': false,
  }
}
