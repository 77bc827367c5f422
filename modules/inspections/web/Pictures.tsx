import { newId } from '@phaodai/kernel/ids.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'

/** A picture as the form holds it. */
export interface Picture {
  photoId: string
  name: string
  takenAt: string
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
  bytes: Blob
}
export type Where = { latitude: number; longitude: number; accuracyMetres: number }

/** Pictures of the place, with where and when this device says they were chosen. */
export function Pictures({
  pictures,
  onChange,
  takenAt,
  where,
}: {
  pictures: readonly Picture[]
  onChange: (p: Picture[]) => void
  takenAt: () => string
  where: Where | null
}) {
  const { w } = useLanguage()
  const none = { latitude: null, longitude: null, accuracyMetres: null }
  return (
    <div>
      <label>
        <strong>{w({ vi: 'Ảnh', en: 'Photos' })}</strong>
        <br />
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          style={{ maxWidth: '100%', minHeight: 44 }}
          onChange={(event) => {
            const added = [...(event.currentTarget.files ?? [])].map((file) => ({
              photoId: newId(),
              name: file.name,
              takenAt: takenAt(),
              ...(where ?? none),
              bytes: file,
            }))
            onChange([...pictures, ...added])
          }}
        />
      </label>
      <p className="pd-muted" style={{ margin: 0 }}>
        {w(
          where
            ? {
                vi: `${pictures.length} ảnh; ghi kèm vị trí và giờ của máy này.`,
                en: `${pictures.length} photos, with the place and time of this device.`,
              }
            : { vi: `${pictures.length} ảnh; chưa có vị trí.`, en: `${pictures.length} photos; no place known.` },
        )}
      </p>
    </div>
  )
}
