/** Line icons of the phone, drawn here: a set from outside would weigh more than the page. */
const paths = {
  round: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6',
  work: 'M6 4h12v16H6zM9 9h6M9 13h6M9 17h3',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6 8-6s8 2 8 6',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  check: 'M4 12.5l5.5 5.5L20 7',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  erase: 'M9 6h12v12H9l-6-6zM12.5 9.5l5 5M17.5 9.5l-5 5',
  alert: 'M12 3l9.5 17h-19zM12 10v4.5M12 17.2v.3',
} as const

export const Icon = ({ name, size = 24 }: { name: keyof typeof paths; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.2" aria-hidden="true">
    <path d={paths[name]} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
