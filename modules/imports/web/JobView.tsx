import { Button, Group } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Progress } from '@phaodai/ui/Progress.tsx'
import { call, type DownloadedFile, problemOf } from '@phaodai/web/api.ts'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { cancel, job as jobVerb, refused } from '../imports.contract.ts'
import { stateWords } from './words.ts'

const busy = (state: string) => state === 'waiting' || state === 'running'

/** One import: how far it is, what came in, what was given back and why. It runs on the server; the page may be left. */
export function JobView({ jobId }: { jobId: string }) {
  const { w, language } = useLanguage()
  const [follow, setFollow] = useState(true)
  const job = useRead(jobVerb, { jobId }, { every: follow ? 700 : false })
  const stop = useWrite(cancel)
  const [stopping, setStopping] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const still = job.data === undefined || busy(job.data.state) || job.data.classifying
  if (follow !== still) setFollow(still)
  const take = (part: 'cases' | 'links', format: 'csv' | 'xlsx') =>
    call(refused, { jobId, part, format })
      .then((answer) => saveFile(answer as unknown as DownloadedFile))
      .catch((error) => setProblem(problemOf(error)))
  return (
    <Read of={job}>
      {(j) => (
        <Part title={{ vi: `Lượt nhập: ${j.fileName}`, en: `Import: ${j.fileName}` }}>
          <Progress
            label={
              j.classifying && j.state !== 'done'
                ? { vi: 'Các dòng đã vào; đang tính mức F0–F2', en: 'The rows are in; levels are being worked out' }
                : stateWords[j.state]
            }
            done={j.done}
            total={j.total}
            unit={{ vi: 'dòng', en: 'rows' }}
            canLeave={still}
          />
          <p className="pd-digits" role="status" style={{ margin: '12px 0' }}>
            {j.dryRun && <strong>{w({ vi: 'Chạy thử, không ghi gì. ', en: 'A dry run: nothing was written. ' })}</strong>}
            {w({ vi: 'Nhận', en: 'Added' })} <strong>{number(j.added)}</strong> · {w({ vi: 'đã có', en: 'known' })}{' '}
            {number(j.unchanged)} · {w({ vi: 'khác với bản đã có', en: 'differing' })} {number(j.differing)} ·{' '}
            {w({ vi: 'chưa nhận', en: 'given back' })} <strong>{number(j.refused)}</strong>
            {j.linksName && (
              <>
                {' '}
                · {w({ vi: 'liên kết nhận', en: 'links added' })} {number(j.linksAdded)},{' '}
                {w({ vi: 'chưa nhận', en: 'given back' })} {number(j.linksRefused)}
              </>
            )}{' '}
            · {instant(j.createdAt, language)}
          </p>
          {j.stays && (
            <p className="pd-digits">
              {w({
                vi: `${number(j.stays.stays)} lần có mặt, ${number(j.stays.places)} nơi mới, ${number(j.stays.persons)} hồ sơ mới.`,
                en: `${number(j.stays.stays)} stays, ${number(j.stays.places)} new places, ${number(j.stays.persons)} new records.`,
              })}
            </p>
          )}
          {j.failure && <p>{j.failure}</p>}
          {j.cancelled && (
            <p>{w({ vi: 'Lượt này đã được dừng; các dòng đã nhận vẫn còn.', en: 'It was stopped; what is in stays.' })}</p>
          )}
          {j.warnings.map((warning) => (
            <p key={warning.vi}>{w(warning)}</p>
          ))}
          {problem && <ProblemAlert problem={problem} />}
          {stop.problem && <ProblemAlert problem={stop.problem} />}
          <Group gap="sm" className="pd-no-print">
            {j.refused > 0 && (
              <>
                <Button variant="default" onClick={() => take('cases', 'csv')}>
                  {w({ vi: 'Tải các dòng chưa nhận (CSV)', en: 'Download the rows given back (CSV)' })}
                </Button>
                <Button variant="default" onClick={() => take('cases', 'xlsx')}>
                  XLSX
                </Button>
              </>
            )}
            {j.linksRefused > 0 && (
              <Button variant="default" onClick={() => take('links', 'csv')}>
                {w({ vi: 'Tải các liên kết chưa nhận', en: 'Download the links given back' })}
              </Button>
            )}
            {busy(j.state) && (
              <Button variant="default" onClick={() => setStopping(true)}>
                {w({ vi: 'Dừng lượt nhập', en: 'Stop the import' })}
              </Button>
            )}
          </Group>
          {j.problems.length > 0 && (
            <details style={{ marginTop: 12 }} open={!still}>
              <summary>
                {w({ vi: `Lý do từng dòng (${number(j.problems.length)})`, en: `Row by row (${number(j.problems.length)})` })}
              </summary>
              <ul style={{ margin: '8px 0 0', paddingLeft: 20 }}>
                {j.problems.map((p) => (
                  <li key={`${p.part} ${p.row} ${p.field} ${p.rule}`}>
                    {w({ vi: 'Dòng', en: 'Row' })} {p.row}: {w(p)}
                  </li>
                ))}
              </ul>
            </details>
          )}
          <ConfirmDialog
            opened={stopping}
            onClose={() => setStopping(false)}
            title={{ vi: 'Dừng lượt nhập', en: 'Stop the import' }}
            confirm={{ vi: 'Dừng', en: 'Stop' }}
            consequence={w({
              vi: 'Các dòng đã nhận vẫn còn. Nhập lại cùng tệp sẽ nhận nốt phần còn lại.',
              en: 'What is in stays. The same file again brings in the rest.',
            })}
            onConfirm={async () => {
              await stop.send({ jobId })
              setStopping(false)
            }}
          />
        </Part>
      )}
    </Read>
  )
}
