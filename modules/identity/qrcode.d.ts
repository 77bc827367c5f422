declare module 'qrcode' {
  /** A PNG as a data URL. */
  export function toDataURL(
    text: string,
    options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H'; margin?: number; width?: number },
  ): Promise<string>
  /** The squares, row by row; 1 is dark. */
  export function create(
    text: string,
    options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H' },
  ): { modules: { size: number; data: Uint8Array } }
  const qrcode: { toDataURL: typeof toDataURL; create: typeof create }
  export default qrcode
}
