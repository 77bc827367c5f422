import { useLanguage } from '@phaodai/ui/language.tsx'
import { Page, Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { lineList } from '../exports.contract.ts'
import { LineList } from './LineList.tsx'
import { MappingPart } from './Mapping.tsx'

/** Xuất dữ liệu: the line list, the codes of DHIS2, and where the documents of a report are taken. */
export default function Exports() {
  const { w } = useLanguage()
  const { may } = useSession()
  return (
    <Page title={{ vi: 'Xuất dữ liệu', en: 'Exports' }}>
      <Part title={{ vi: 'Báo cáo nhanh', en: 'Quick report' }}>
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Văn bản .docx theo thể thức Nhà nước và Đảng, .pdf, phụ lục .xlsx và tệp DHIS2 dataValueSets tải ở trang của từng báo cáo đã chốt: ',
            en: 'Documents in both layouts, .pdf, the .xlsx annex and dataValueSets are taken on the page of each frozen report: ',
          })}
          <Go href="/reports">{w({ vi: 'Báo cáo', en: 'Reports' })}</Go>.
        </p>
      </Part>
      {may(lineList) && <LineList />}
      <MappingPart />
    </Page>
  )
}
