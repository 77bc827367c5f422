import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useId, useState } from 'react'

export interface FileFieldProps {
  label: Words
  file: File | null
  onFile: (file: File | null) => void
  /** Kinds offered; tables unless told. */
  accept?: string
}

/** A file, dropped or chosen; the browser's own field, so that the keyboard works as everywhere. */
export function FileField({ label, file, onFile, accept = '.csv,.txt,.tsv,.xlsx' }: FileFieldProps) {
  const { w } = useLanguage()
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the field, which does the same by keyboard
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = event.dataTransfer.files[0]
        if (dropped) onFile(dropped)
      }}
      style={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 8,
        padding: 16,
        border: `2px dashed ${over ? 'var(--pd-accent)' : 'var(--pd-edge)'}`,
        borderRadius: 6,
        minWidth: 0,
      }}
    >
      <label htmlFor={id}>
        <strong>{w(label)}</strong>
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        style={{ maxWidth: '100%' }}
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      <span className="pd-muted" style={{ overflowWrap: 'anywhere' }}>
        {file
          ? `${file.name}, ${number(file.size / 1024)} KB`
          : w({ vi: 'Thả tệp vào đây hoặc chọn tệp.', en: 'Drop it here, or choose it.' })}
      </span>
    </div>
  )
}
