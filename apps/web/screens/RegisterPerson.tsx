import { RegisterForm } from '@phaodai/modules/people/web/Register.tsx'
import { useRouter } from '@tanstack/react-router'
import { Page } from '../fields/Page.tsx'

export default function RegisterPerson() {
  const { history } = useRouter()
  return (
    <Page title={{ vi: 'Lập hồ sơ một người', en: 'Register a person' }}>
      <RegisterForm
        onDone={({ subjectId, duplicates }) =>
          history.push(duplicates > 0 ? `/duplicates?of=${subjectId}` : `/people/${subjectId}`)
        }
      />
    </Page>
  )
}
