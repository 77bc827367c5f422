import { useLanguage } from '@phaodai/ui/language.tsx'

/** Whether what stands on the page follows by itself. */
export function LiveMark({ open }: { open: boolean }) {
  const { w } = useLanguage()
  return (
    <span className="pd-no-print" role="status" data-live={open}>
      {open
        ? w({ vi: '● Cập nhật trực tiếp.', en: '● Live.' })
        : w({ vi: '○ Đang nối lại, số liệu có thể cũ.', en: '○ Reconnecting; this may be old.' })}
    </span>
  )
}
