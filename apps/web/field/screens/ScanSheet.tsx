import { useLanguage } from '@phaodai/ui/language.tsx'
import { useEffect, useRef, useState } from 'react'
import { readSlip } from '../model/slip.ts'
import entrance from '../parts/Entrance.module.css'
import styles from '../parts/Form.module.css'

const stopped = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

interface Props {
  onFound: (slip: { username: string; code: string }) => void
  onClose: () => void
}

/** Reads the QR of a slip with the camera; nothing of the picture leaves the phone. */
export function ScanSheet({ onFound, onClose }: Props) {
  const { w } = useLanguage()
  const video = useRef<HTMLVideoElement>(null)
  const [denied, setDenied] = useState(false)
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    let stream: MediaStream | null = null
    let over = false
    let frame = 0
    const canvas = document.createElement('canvas')
    const look = canvas.getContext('2d', { willReadFrequently: true })
    const begin = async () => {
      const { default: jsqr } = await import('jsqr')
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: 640 } })
      const shown = video.current
      if (over || !shown || !look) return stopped(stream)
      shown.srcObject = stream
      await shown.play()
      const read = () => {
        if (over) return
        canvas.width = shown.videoWidth
        canvas.height = shown.videoHeight
        if (canvas.width > 0) {
          look.drawImage(shown, 0, 0)
          const { data, width, height } = look.getImageData(0, 0, canvas.width, canvas.height)
          const slip = readSlip(jsqr(data, width, height)?.data ?? '')
          if (slip) return found.current(slip)
        }
        frame = requestAnimationFrame(read)
      }
      read()
    }
    begin().catch(() => setDenied(true))
    return () => {
      over = true
      cancelAnimationFrame(frame)
      stopped(stream)
    }
  }, [])
  return (
    <section aria-label={w({ vi: 'Quét mã QR', en: 'Scan a QR' })}>
      {denied ? (
        <p className={entrance.error} role="alert">
          {w({
            vi: 'Không mở được máy ảnh. Cho phép dùng máy ảnh trong cài đặt, hoặc gõ tên đăng nhập và mã.',
            en: 'The camera cannot be opened. Allow it in the settings, or type the user name and the code.',
          })}
        </p>
      ) : (
        <video
          ref={video}
          className={entrance.video}
          muted
          playsInline
          aria-label={w({ vi: 'Đưa mã QR vào khung', en: 'Hold the QR here' })}
        />
      )}
      <button type="button" className={styles.plain} style={{ marginTop: 8 }} onClick={onClose}>
        {w({ vi: 'Đóng', en: 'Close' })}
      </button>
    </section>
  )
}
