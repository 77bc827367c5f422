import { Button } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'

/** Puts a text into the clipboard; where the browser does not let it, says to copy by hand. */
export function CopyButton({ text }: { text: string }) {
  const { w } = useLanguage()
  const [state, setState] = useState<'no' | 'done' | 'failed'>('no')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('done')
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <Button
        onClick={copy}
        leftSection={state === 'done' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      >
        {state === 'done' ? w({ vi: 'Đã chép', en: 'Copied' }) : w({ vi: 'Chép', en: 'Copy' })}
      </Button>
      <span role="status">
        {state === 'failed' &&
          w({
            vi: 'Trình duyệt không cho chép: chọn chữ và chép bằng tay.',
            en: 'The browser refuses: select and copy by hand.',
          })}
      </span>
    </>
  )
}
