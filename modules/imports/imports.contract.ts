import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
/** Who may bring in a list. A commune's account may not: a list speaks of people of many communes. */
export const importers = ['province', 'district', 'cdc', 'operator'] as const

/** Text of a line list. `outcomeOn`: the day of recovery or discharge; `died`: a column of yes and no; `infector`: ids, several by comma. */
export const fields = [
  'id',
  'name',
  'birth',
  'age',
  'sex',
  'nationality',
  'occupation',
  'idNumber',
  'phone',
  'province',
  'district',
  'commune',
  'address',
  'onset',
  'sampled',
  'confirmed',
  'reported',
  'outcome',
  'died',
  'deathOn',
  'outcomeOn',
  'origin',
  'placeFound',
  'infector',
] as const
export type Field = (typeof fields)[number]
export const dateFields = ['onset', 'sampled', 'confirmed', 'reported', 'deathOn', 'outcomeOn', 'birth'] as const
export type DateField = (typeof dateFields)[number]

const DayOrder = z.enum(['dmy', 'mdy'])
const Column = z.string().min(1).max(500).nullish()
/** Which column holds what, by the heading as written. MAP.json of the command line has the same shape. */
export const Mapping = z.strictObject({
  ...(Object.fromEntries(fields.map((f) => [f, Column])) as Record<Field, typeof Column>),
  /** Columns kept beside the case as written; never such as name a person. */
  details: z.array(z.string().min(1).max(500)).max(60).optional(),
  /** What 03/04/2021 means, for all columns or by field. Without it such a date is refused. */
  dateOrder: z.union([DayOrder, z.partialRecord(z.enum(dateFields), DayOrder)]).optional(),
  ambiguousDates: z.enum(['refuse', 'leave-empty']).optional(),
  /** Columns of the links' file. */
  links: z.strictObject({ from: Column, to: Column }).optional(),
})
export type Mapping = z.infer<typeof Mapping>

const MappingText = z.string().max(20_000).optional()
const FileName = z.string().trim().min(1).max(255)
const Bytes = z.instanceof(Uint8Array)
const YesNo = z.enum(['true', 'false']).default('false')
const Words = z.object({ vi: z.string(), en: z.string() })

/** What is wrong with a row, or worth knowing of it. `row` is the file's row as a spreadsheet numbers it. */
export const Reason = z.object({ field: z.string(), rule: z.string(), vi: z.string(), en: z.string() })
export type Reason = z.infer<typeof Reason>
const RowProblem = Reason.extend({ row: z.int(), part: z.enum(['cases', 'links']), kind: z.enum(['refused', 'differs', 'note']) })

export const Job = z.object({
  jobId: Id,
  kind: z.string(),
  disease: z.string().nullable(),
  list: z.string(),
  fileName: z.string(),
  linksName: z.string().nullable(),
  dryRun: z.boolean(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Rows of both files, and how many of them are dealt with. */
  total: z.int(),
  done: z.int(),
  added: z.int(),
  unchanged: z.int(),
  differing: z.int(),
  refused: z.int(),
  linksAdded: z.int(),
  linksUnchanged: z.int(),
  linksRefused: z.int(),
  /** Rows that are in, with something worth knowing. */
  notes: z.int(),
  /** Levels are being worked out: the rows are in. */
  classifying: z.boolean(),
  cancelled: z.boolean(),
  failure: z.string().nullable(),
  warnings: z.array(Words),
  /** Of a list of stays: where they come from, and how many stays, places and persons were made of its rows. */
  stays: z.object({ source: z.string(), stays: z.int(), places: z.int(), persons: z.int() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type Job = z.infer<typeof Job>

export const preview = verb({
  name: 'imports.preview',
  method: 'POST',
  path: '/api/imports/preview',
  title: { vi: 'Xem trước tệp danh sách ca bệnh', en: 'Preview a line list' },
  roles: importers,
  personal: true,
  upload: true,
  input: z.object({
    bytes: Bytes,
    fileName: FileName,
    disease: Disease.default('covid19'),
    mapping: MappingText,
    rows: z.coerce.number().int().min(0).max(50).default(10),
  }),
  output: z.object({
    delimiter: z.string().nullable(),
    encoding: z.string().nullable(),
    sheet: z.string().nullable(),
    headers: z.array(z.string()),
    headerRows: z.array(z.int()),
    mapping: Mapping,
    /** Where the mapping is from: given, chosen last time for these headings, or proposed by their names. */
    basis: z.enum(['given', 'remembered', 'proposed']),
    /** Fields of a proposal that a person should look at. */
    uncertain: z.array(z.string()),
    unmapped: z.array(z.string()),
    first: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
    dates: z.array(
      z.object({
        field: z.string(),
        column: z.string(),
        order: z.enum(['dmy', 'mdy', 'mixed', 'unknown']),
        dmy: z.int(),
        mdy: z.int(),
        either: z.int(),
        declared: DayOrder.nullable(),
      }),
    ),
    counts: z.object({ rows: z.int(), added: z.int(), known: z.int(), duplicates: z.int(), refused: z.int(), notes: z.int() }),
    problems: z.array(
      z.object({ field: z.string(), rule: z.string(), count: z.int(), rows: z.array(z.int()), vi: z.string(), en: z.string() }),
    ),
    warnings: z.array(Words),
  }),
})

export const start = verb({
  name: 'imports.start',
  method: 'POST',
  path: '/api/imports',
  title: { vi: 'Nhập danh sách ca bệnh từ tệp', en: 'Import a line list' },
  roles: importers,
  upload: true,
  input: z.object({
    bytes: Bytes,
    fileName: FileName,
    disease: Disease,
    /** Default: the file's name without its ending. */
    list: z.string().trim().min(1).max(200).optional(),
    /** JSON text of the mapping; default: that chosen last time for these headings, else the proposed one where it is certain. */
    mapping: MappingText,
    dryRun: YesNo,
    /** 'true': the job waits for imports.add-links. */
    waitForLinks: YesNo,
  }),
  output: z.object({ jobId: Id, total: z.int(), mapping: Mapping }),
})

export const addLinks = verb({
  name: 'imports.add-links',
  method: 'POST',
  path: '/api/imports/:jobId/links',
  title: { vi: 'Thêm tệp liên kết lây bệnh vào lượt nhập', en: 'Add the file of links to an import' },
  roles: importers,
  upload: true,
  input: z.object({ jobId: Id, bytes: Bytes, fileName: FileName, mapping: MappingText }),
  output: z.object({ jobId: Id, total: z.int(), from: z.string(), to: z.string() }),
})

export const job = verb({
  name: 'imports.job',
  method: 'GET',
  path: '/api/imports/:jobId',
  title: { vi: 'Tiến độ một lượt nhập', en: 'Progress of an import' },
  roles: importers,
  input: z.object({ jobId: Id }),
  /** `problems`: the first hundred. */
  output: Job.extend({ problems: z.array(RowProblem) }),
})

export const jobs = verb({
  name: 'imports.jobs',
  method: 'GET',
  path: '/api/imports',
  title: { vi: 'Các lượt nhập danh sách', en: 'Imports' },
  roles: importers,
  input: z.object({ disease: Disease.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ jobs: z.array(Job) }),
})

export const refused = verb({
  name: 'imports.refused',
  method: 'GET',
  path: '/api/imports/:jobId/refused',
  title: { vi: 'Tải các dòng chưa nhận, kèm lý do', en: 'The rows given back, with the reasons' },
  roles: importers,
  personal: true,
  file: true,
  input: z.object({
    jobId: Id,
    format: z.enum(['csv', 'xlsx']).default('csv'),
    part: z.enum(['cases', 'links']).default('cases'),
  }),
  output: z.custom<{ fileName: string; mime: string; bytes: Uint8Array }>(),
})

export const cancel = verb({
  name: 'imports.cancel',
  method: 'POST',
  path: '/api/imports/:jobId/cancel',
  title: { vi: 'Dừng một lượt nhập', en: 'Stop an import' },
  roles: importers,
  input: z.object({ jobId: Id }),
  output: z.object({ jobId: Id, added: z.int() }),
})

const Spread = z.object({ mean: z.number().nullable(), sd: z.number().nullable() })
export const chains = verb({
  name: 'imports.chains',
  method: 'GET',
  path: '/api/chains',
  title: { vi: 'Chuỗi lây bệnh', en: 'Transmission chains' },
  roles: epidemiology,
  input: z.object({
    disease: Disease,
    /** 'imported': all lists; 'recorded': what was recorded here; 'all'; or a list's name. Default: imported where there is any list. */
    list: z.string().trim().min(1).max(200).optional(),
    /**
     * The date between which intervals are counted. Default: onset, as a serial interval is; where the cases have no onset at all, the
     * report, and the answer's scope says which.
     */
    day: z.enum(['onset', 'sampled', 'confirmed', 'reported']).optional(),
  }),
  output: z.object({
    cases: z.int(),
    links: z.int(),
    clusters: z.array(z.object({ size: z.int(), members: z.array(z.string()) })),
    degree: z.array(z.object({ id: z.string(), deg_in: z.int(), deg_out: z.int(), generation: z.int().nullable() })),
    generations: z.record(z.string(), z.int()),
    serialInterval: Spread.extend({ n: z.int(), negative: z.int(), missing: z.int(), absolute: Spread }),
    problems: z.array(
      z.object({
        row: z.int().optional(),
        table: z.string(),
        kind: z.string(),
        ids: z.array(z.string()),
        vi: z.string(),
        en: z.string(),
      }),
    ),
    /** Of what this speaks. */
    scope: z.object({ disease: z.string(), list: z.string(), lists: z.array(z.string()), day: z.string() }),
  }),
})

export const problems = defineProblems({
  'import-file': {
    status: 422,
    title: { vi: '{vi}', en: '{en}' },
  },
  'import-mapping': {
    status: 422,
    title: { vi: 'Bảng ghép cột chưa đúng: {what}', en: 'The mapping of columns is not valid: {what}' },
    hint: { vi: 'Sửa rồi gửi lại; chưa có gì được ghi.', en: 'Mend it and send again; nothing was written.' },
  },
  'import-column-missing': {
    status: 422,
    title: { vi: 'Tệp không có cột "{column}" ({field})', en: 'The file has no column "{column}" ({field})' },
    hint: {
      vi: 'Các cột hiện có: {columns}. Chưa có gì được ghi.',
      en: 'The columns there are: {columns}. Nothing was written.',
    },
  },
  'import-id-column': {
    status: 422,
    title: { vi: 'Không chắc cột nào là mã ca bệnh', en: 'It is not certain which column holds the case id' },
    hint: {
      vi: 'Nêu cột đó trong bảng ghép cột ("id"). Các cột hiện có: {columns}. Chưa có gì được ghi.',
      en: 'Name it in the mapping ("id"). The columns there are: {columns}. Nothing was written.',
    },
  },
  'import-link-columns': {
    status: 422,
    title: { vi: 'Không thấy hai cột nguồn lây và người bị lây', en: 'The columns of infector and infectee were not found' },
    hint: {
      vi: 'Nêu hai cột trong bảng ghép cột ("links": {"from", "to"}). Các cột hiện có: {columns}.',
      en: 'Name them in the mapping ("links": {"from", "to"}). The columns there are: {columns}.',
    },
  },
  'import-ended': {
    status: 409,
    title: { vi: 'Lượt nhập này đã dừng', en: 'This import was stopped' },
    hint: {
      vi: 'Các dòng đã nhận vẫn còn; nhập lại cùng tệp sẽ nhận nốt phần còn lại.',
      en: 'What is in stays; import the same file again for the rest.',
    },
  },
})
