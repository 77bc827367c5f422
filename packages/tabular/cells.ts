/** A cell as the file says it: text untouched, numbers and dates where the file is typed (XLSX). Blank cells are null. */
export type Cell = string | number | Date | null

/** What spreadsheets leave in place of a value: #NAME?, #REF!, #N/A …, and ##### where a column was too narrow for a date. */
const SPREADSHEET_ERROR = /^#(?:NAME\?|NAME!|REF!|N\/A|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)$/iu

/** Whether the cell is a spreadsheet's error and so says nothing. */
export const isSpreadsheetError = (cell: Cell): cell is string =>
  typeof cell === 'string' && cell.trimStart().startsWith('#') && SPREADSHEET_ERROR.test(cell.trim())

/** Text that a spreadsheet would take for a formula (OWASP, CSV injection), also behind apostrophes put there before. */
const FORMULA = /^'*[=+\-@\t\r\n]/u

/** The text with an apostrophe before what a spreadsheet would run. Reversed by `unguard`. */
export const guard = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Takes off the apostrophe that `guard` (or a spreadsheet) put before text that looks like a formula. */
export const unguard = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text)

export const isBlank = (cell: Cell | undefined): cell is null | undefined =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
