/* Numbers and letters for the ear and for old telephones. */

const ones = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** Of 0 to 99; `after`: something larger was said before, so that 5 is "linh năm". */
function below100(n: number, after: boolean): string {
  if (n < 10) return after ? `linh ${ones[n]}` : ones[n]!
  const [tens, one] = [Math.floor(n / 10), n % 10]
  const head = tens === 1 ? 'mười' : `${ones[tens]} mươi`
  if (one === 0) return head
  if (one === 1 && tens > 1) return `${head} mốt`
  if (one === 4 && tens > 1) return `${head} tư`
  return `${head} ${one === 5 ? 'lăm' : ones[one]}`
}

function below1000(n: number, after: boolean): string {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100]
  if (hundreds === 0 && !after) return below100(rest, false)
  const head = `${ones[hundreds]} trăm`
  return rest === 0 ? head : `${head} ${below100(rest, true)}`
}

/** A whole number from 0 to below a thousand million as it is spoken in the north: 1.005 is một nghìn không trăm linh năm. */
export function spoken(n: number): string {
  if (n === 0) return ones[0]!
  const parts: string[] = []
  let rest = n
  for (const [size, name] of [
    [1_000_000, ' triệu'],
    [1_000, ' nghìn'],
    [1, ''],
  ] as const) {
    const part = Math.floor(rest / size)
    rest %= size
    if (part === 0) continue
    parts.push(`${below1000(part, parts.length > 0)}${name}`)
  }
  return parts.join(' ')
}

/** A day as it is spoken: ngày hai mươi hai tháng hai. */
export const spokenDay = (day: string): string => `ngày ${spoken(Number(day.slice(8)))} tháng ${spoken(Number(day.slice(5, 7)))}`

/** Without marks, in letters that the GSM 03.38 alphabet has: what every telephone shows and 160 of which are one message. */
export const unaccented = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .replace(/[–—]/gu, '-')
    .replace(/[“”«»]/gu, '"')
    .replace(/[‘’]/gu, "'")
    .replace(/…/gu, '...')
    .replace(/[^\n\r @£$¥!"#%&'()*+,\-./0-9:;<=>?A-Za-z_]/gu, '')

/** How many messages a text takes: 160 in the GSM alphabet, else 70; parts of a long one hold fewer (3GPP TS 23.040). */
export function messages(text: string): number {
  const plain = unaccented(text) === text
  const [one, part] = plain ? [160, 153] : [70, 67]
  const length = text.length
  return length === 0 ? 0 : length <= one ? 1 : Math.ceil(length / part)
}
