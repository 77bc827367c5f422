import { ClientRefusal } from '@phaodai/sync/client.ts'
import type { SyncReport } from '@phaodai/sync/syncing.ts'
import type { View } from './phone.ts'

type Trouble = NonNullable<View['trouble']>

const noRoom: Trouble = {
  title: { vi: 'Máy hết chỗ lưu, mục vừa ghi chưa được giữ.', en: 'The phone is full; the last record was not kept.' },
  hint: {
    vi: 'Xóa bớt ảnh, video trên máy rồi ghi lại nhà vừa rồi.',
    en: 'Delete photos or videos, then record that door again.',
  },
}
const broken: Trouble = {
  title: { vi: 'Máy không ghi được mục vừa rồi.', en: 'The last record could not be kept.' },
  hint: {
    vi: 'Đóng ứng dụng, mở lại và xem nhà đó đã có câu trả lời chưa.',
    en: 'Close the app, open it and look at that door again.',
  },
}

/** What the member has to know of a sync or a record that did not go well; null: nothing, it is tried again by itself. */
export function troubleOf(what: SyncReport | unknown): Trouble | null {
  if (what instanceof ClientRefusal) {
    if (what.code === 'no-room') return noRoom
    if (what.code === 'cannot-undo')
      return {
        title: { vi: 'Đã gửi đi rồi, máy không hoàn tác được.', en: 'It has been sent already, and cannot be undone here.' },
        hint: {
          vi: 'Báo nơi giao việc, hoặc hủy biên bản trên trang Pháo Đài, Kiểm tra.',
          en: 'Tell who gave the task, or void the record in Pháo Đài, Inspections.',
        },
      }
    return what.code === 'depended-on'
      ? {
          title: { vi: 'Chưa hoàn tác được.', en: 'It cannot be undone yet.' },
          hint: { vi: 'Hủy mục ghi sau trước, rồi hủy mục này.', en: 'First take back what was recorded after it.' },
        }
      : broken
  }
  if (what instanceof Error) return broken
  const { problem, slow } = (what as SyncReport | null) ?? {}
  if (!problem && slow)
    return {
      title: { vi: `Mạng yếu: ${slow} ảnh chưa gửi được.`, en: `A thin line: ${slow} photos were not sent.` },
      hint: { vi: 'Phần chữ đã gửi; ảnh được gửi lại sau.', en: 'The words were sent; photos are tried again later.' },
    }
  if (problem === 'no-room')
    return { ...noRoom, title: { vi: 'Máy hết chỗ lưu, chưa tải được danh sách mới.', en: 'The phone is full.' } }
  if (problem === 'revoked')
    return {
      title: { vi: 'Trạm y tế đã khóa máy này.', en: 'The station has revoked this phone.' },
      hint: {
        vi: 'Tên người đã xóa khỏi máy. Mục chưa gửi còn trong tệp niêm phong (trang Tôi); đem máy đến trạm.',
        en: 'Names are gone from it. What was not sent is in the sealed file (page Me); take the phone to the station.',
      },
    }
  if (problem === 'signed-out')
    return {
      title: { vi: 'Máy chủ cần bạn đăng nhập lại.', en: 'The server asks you to sign in again.' },
      hint: {
        vi: 'Xin trạm y tế phiếu mã mới, rồi vào trang Tôi. Vẫn ghi được như thường.',
        en: 'Ask the station for a new code, then open the page Me. Go on recording.',
      },
    }
  if (problem === 'rejected')
    return {
      title: { vi: 'Máy chủ không hiểu máy này.', en: 'The server does not understand this phone.' },
      hint: {
        vi: 'Cập nhật ứng dụng ở trang Tôi; mục chưa gửi vẫn còn.',
        en: 'Update the app on the page Me; nothing unsent is lost.',
      },
    }
  return null
}
