import { RegisterForm } from '@phaodai/modules/people/web/Register.tsx'
import { useNavigate } from '@tanstack/react-router'
import { Page } from '../fields/Page.tsx'

export default function RegisterPerson() {
  const navigate = useNavigate()
  return (
    <Page title={{ vi: 'Lập hồ sơ một người', en: 'Register a person' }}>
      <RegisterForm
        onDone={({ subjectId, duplicates }) =>
          duplicates > 0 ? navigate({ to: `/duplicates?of=${subjectId}` as never }) : navigate({ to: `/people/${subjectId}` as never })
        }
      />
    </Page>
  )
}
