declare module 'qrcode' {
  /** A PNG as a data URL. */
  export function toDataURL(
    text: string,
    options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H'; margin?: number; width?: number },
  ): Promise<string>
  const qrcode: { toDataURL: typeof toDataURL }
  export default qrcode
}
