import { EmptyState } from '@phaodai/ui/EmptyState.tsx'

/** Where a post lands that has no screen yet. */
export function Home() {
  return (
    <EmptyState
      title={{ vi: 'Chưa có màn hình nào cho vai trò này', en: 'No screen for this role yet' }}
      filledBy={{
        vi: 'Công việc của vai trò này hiện làm qua dòng lệnh và API. Nếu bạn giữ vai trò khác, chọn ở góc trên.',
        en: 'The work of this role is done by command line and API for now. If you hold another post, choose it at the top.',
      }}
    />
  )
}
