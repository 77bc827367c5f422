import type { File as Picture } from '../model/taps.ts'

/** Longest side: print and hand-writing at a place stay legible, and a photo is a few hundred kilobytes on a thin line. */
const LONGEST = 1600
/** Largest, in bytes: one request of the protocol carries one photo and more. */
const LARGEST = 600_000

/** A photo made small enough to be kept and sent; what the camera wrote into it (place, model) goes. Null: no picture that this phone can read. */
export async function shrunk(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const canvas = document.createElement('canvas')
  for (const [side, quality] of [
    [LONGEST, 0.8],
    [LONGEST, 0.6],
    [LONGEST * 0.7, 0.6],
    [LONGEST * 0.5, 0.5],
  ] as const) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (made && made.size <= LARGEST) return made
  }
  return null
}

/** Bytes as the protocol carries them. */
export async function base64Of(blob: Blob): Promise<string> {
  const url = await new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.onerror = () => failed(reader.error)
    reader.readAsDataURL(blob)
  })
  return url.slice(url.indexOf(',') + 1)
}

export type Where = Pick<Picture, 'latitude' | 'longitude' | 'accuracyMetres'>
/** Where this phone is; empty where its owner does not say, or it does not know within ten seconds. */
export const whereNow = (): Promise<Where> =>
  new Promise((done) => {
    if (!navigator.geolocation) return done({})
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy }),
      () => done({}),
      { timeout: 10_000, maximumAge: 60_000 },
    )
  })
