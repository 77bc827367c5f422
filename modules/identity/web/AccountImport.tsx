import { Button, Group, Modal, Stack } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { printHtml, saveFile } from '@phaodai/web/saveFile.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { importAccounts } from '../identity.contract.ts'

/** Accounts from a spreadsheet; the code sheet is printed or kept at once, for its codes are never told again. */
export function AccountImport({ onClose }: { onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(importAccounts)
  const [file, setFile] = useState<File | null>(null)
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof write.send>>>()
  return (
    <Modal
      opened
      onClose={() => !answer && !write.busy && onClose()}
      title={w({ vi: 'Tạo tài khoản từ tệp', en: 'Accounts from a file' })}
      size="lg"
      transitionProps={{ duration: 0 }}
      withCloseButton={!answer}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      <Stack gap="md">
        {write.problem && <ProblemAlert problem={write.problem} takeFocus />}
        {answer ? (
          <>
            <p role="status" style={{ margin: 0 }}>
              {w({
                vi: `Đã tạo ${number(answer.created)} tài khoản; ${number(answer.failed.length)} dòng chưa nhận. In hoặc lưu phiếu mã ngay: mã không hiện lại.`,
                en: `${number(answer.created)} accounts made; ${number(answer.failed.length)} rows given back. Print or save the code sheet now: the codes are never shown again.`,
              })}
            </p>
            {answer.failed.length > 0 && (
              <ul style={{ margin: 0, paddingLeft: 20 }}>
                {answer.failed.slice(0, 50).map((f) => (
                  <li key={`${f.row} ${f.code}`}>
                    {w({ vi: 'Dòng', en: 'Row' })} {f.row}: {w(f)}
                  </li>
                ))}
              </ul>
            )}
            <Group gap="sm">
              {answer.files.map((f) => (
                <Button
                  key={f.fileName}
                  variant="default"
                  onClick={() => saveFile({ fileName: f.fileName, blob: new Blob([f.text], { type: f.mime }) })}
                >
                  {w({ vi: 'Lưu', en: 'Save' })} {f.fileName}
                </Button>
              ))}
              {answer.files
                .filter((f) => f.mime.includes('html'))
                .map((f) => (
                  <Button key={`print ${f.fileName}`} onClick={() => printHtml(f.text)}>
                    {w({ vi: 'In phiếu mã', en: 'Print the code sheet' })}
                  </Button>
                ))}
            </Group>
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {w({ vi: 'Đã in hoặc lưu, đóng', en: 'Printed or saved, close' })}
              </Button>
            </Group>
          </>
        ) : (
          <>
            <p style={{ margin: 0 }}>
              {w({
                vi: 'Cột cần có: họ tên, vai trò, đơn vị (mã hoặc tên); có thể thêm huyện, tên đăng nhập, cơ sở. Tối đa 2.000 dòng.',
                en: 'Columns: full name, role, unit (code or name); district, user name and body where needed. At most 2,000 rows.',
              })}
            </p>
            <FileField label={{ vi: 'Tệp CSV hoặc XLSX', en: 'CSV or XLSX' }} file={file} onFile={setFile} />
            <Group justify="flex-end">
              <Button
                disabled={!file}
                loading={write.busy}
                onClick={async () =>
                  file && setAnswer(await write.send({ bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name }))
                }
              >
                {w({ vi: 'Tạo tài khoản', en: 'Create' })}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}
