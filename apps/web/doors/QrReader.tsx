import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useEffect, useRef, useState } from 'react'

/** The text of a QR in a picture; null where there is none. The decoder is loaded when first needed. */
async function decode(
  canvas: HTMLCanvasElement,
  source: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | null> {
  const { default: jsQR } = await import('jsqr')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(source, 0, 0, width, height)
  return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null
}

/** Wide enough for a CCCD's dense code, narrow enough for a cheap phone. */
const WIDEST = 960

/** Reads a QR by the camera, or from a photograph where there is no camera or no leave to use it. */
export function QrReader({
  label,
  onText,
  className = 'plain',
}: {
  label: Words
  onText: (text: string) => void
  className?: string
}) {
  const { w } = useLanguage()
  const [looking, setLooking] = useState(false)
  const [told, setTold] = useState<Words | null>(null)
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onText)
  tell.current = onText
  useEffect(() => {
    if (!looking) return
    let stream: MediaStream | null = null
    let stopped = false
    const canvas = document.createElement('canvas')
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const shown = video.current
      if (stopped || !shown) return
      shown.srcObject = stream
      await shown.play()
      while (!stopped) {
        const scale = Math.min(1, WIDEST / (shown.videoWidth || WIDEST))
        const text =
          shown.videoWidth > 0 ? await decode(canvas, shown, shown.videoWidth * scale, shown.videoHeight * scale) : null
        if (text && !stopped) {
          setLooking(false)
          tell.current(text)
          return
        }
        await new Promise((next) => setTimeout(next, 150))
      }
    }
    look().catch(() => {
      setLooking(false)
      setTold({
        vi: 'Không mở được máy ảnh. Chụp hoặc chọn ảnh của mã.',
        en: 'The camera cannot be opened. Choose a photograph of the code.',
      })
    })
    return () => {
      stopped = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [looking])
  const fromFile = async (file: File | undefined) => {
    if (!file) return
    setTold(null)
    const picture = await createImageBitmap(file).catch(() => null)
    const scale = picture ? Math.min(1, (2 * WIDEST) / picture.width) : 1
    const text =
      picture &&
      (await decode(
        document.createElement('canvas'),
        picture,
        Math.round(picture.width * scale),
        Math.round(picture.height * scale),
      ))
    if (text) onText(text)
    else setTold({ vi: 'Không thấy mã QR trong ảnh.', en: 'There is no QR in the picture.' })
  }
  return (
    <div className="no-print">
      <button type="button" className={className} onClick={() => setLooking(!looking)}>
        {looking ? w({ vi: 'Thôi quét', en: 'Stop' }) : w(label)}
      </button>
      {looking && <video ref={video} playsInline muted aria-label={w({ vi: 'Hình từ máy ảnh', en: 'Camera' })} />}
      <label className="quiet" style={{ display: 'block', marginTop: 6 }}>
        {w({ vi: 'hoặc chọn ảnh: ', en: 'or a picture: ' })}
        <input type="file" accept="image/*" onChange={(e) => void fromFile(e.currentTarget.files?.[0])} />
      </label>
      <p role="status" className="quiet">
        {told && w(told)}
      </p>
    </div>
  )
}
