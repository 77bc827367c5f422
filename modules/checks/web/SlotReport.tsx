import { Button, Group, Modal, Stack } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { printHtml, saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import type { z } from 'zod'
import { slotReport } from '../rollup.contract.ts'
import { CopyButton } from './CopyButton.tsx'
import { reportSheet } from './reportSheet.ts'

export interface SlotReportProps {
  asked: Record<string, unknown> & { day: string; slot: string }
  areaName: string
  onClose: () => void
}

/** The slot's report as communes send it up: to copy, print, or keep as a file. It names units and teams, never a person. */
export function SlotReport({ asked, areaName, onClose }: SlotReportProps) {
  const { w } = useLanguage()
  const read = useRead(slotReport, asked as z.input<typeof slotReport.input>)
  const fileName = `bao-cao-nhanh-${asked.day}-${asked.slot === 'morning' ? 'sang' : 'chieu'}.txt`
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={w({ vi: `Báo cáo nhanh, ${areaName}`, en: `Quick report, ${areaName}` })}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      <Read of={read}>
        {({ text }) => (
          <Stack gap="md">
            <pre data-report style={{ margin: 0, whiteSpace: 'pre-wrap', fontFamily: 'inherit' }}>
              {text}
            </pre>
            <Group gap="sm">
              <CopyButton text={text} />
              <Button variant="default" onClick={() => printHtml(reportSheet(text))}>
                {w({ vi: 'In', en: 'Print' })}
              </Button>
              <Button
                variant="default"
                // a mark at the front, so that Notepad reads the accents
                onClick={() =>
                  saveFile({
                    fileName,
                    blob: new Blob(['\uFEFF', text.replaceAll('\n', '\r\n')], { type: 'text/plain;charset=utf-8' }),
                  })
                }
              >
                {w({ vi: 'Tải tệp .txt', en: 'Download .txt' })}
              </Button>
            </Group>
          </Stack>
        )}
      </Read>
    </Modal>
  )
}
