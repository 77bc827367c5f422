import { LanguageProvider } from '@phaodai/ui/language.tsx'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './doors.css'

// each is loaded alone: a counter does not pay for the declaration, nor the other way round
const Page = location.pathname.startsWith('/td') ? lazy(() => import('./Sentinel.tsx')) : lazy(() => import('./Declare.tsx'))

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense fallback={<p className="quiet">…</p>}>
        <Page />
      </Suspense>
    </LanguageProvider>
  </StrictMode>,
)
