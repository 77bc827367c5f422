import { Button } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { QueryCache, QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useLocation,
  useNavigate,
  useRouter,
} from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call, ProblemError, problemOf } from './api.ts'
import { FirstSteps } from './screens/FirstSteps.tsx'
import { Home } from './screens/Home.tsx'
import { SignIn } from './screens/SignIn.tsx'
import { screens, searchSources } from './screens.ts'
import { type Session, sessionQuery, signIn, signOut, standingQuery, switchPost } from './session.ts'
import { Shell } from './shell/Shell.tsx'

/** The session ended while a page was open: back to the door, and from there to the same page. */
function onReadError(error: unknown) {
  if (!(error instanceof ProblemError) || error.problem.code !== 'not-signed-in') return
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  queryClient.clear()
  void router.navigate({ to: '/sign-in', search: { next: href } })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== 'session' && onReadError(error) }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a lost connection is worth another try.
      retry: (times, error) => times < 2 && error instanceof ProblemError && error.problem.code === 'no-connection',
    },
  },
})

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: ({ error }) => <Failure error={error} />,
  notFoundComponent: NotFound,
})

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    ...(safeNext(search.next) && { next: safeNext(search.next)! }),
  }),
  component: SignInPage,
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const next = location.href === '/' ? {} : { next: location.href }
    try {
      const { owed } = await context.queryClient.ensureQueryData(standingQuery)
      if (owed) throw redirect({ to: '/first-steps', search: next })
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) throw redirect({ to: '/sign-in', search: next })
      throw error
    }
  },
  component: SignedIn,
})

const firstSteps = createRoute({
  getParentRoute: () => root,
  path: '/first-steps',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    ...(safeNext(search.next) && { next: safeNext(search.next)! }),
  }),
  beforeLoad: async ({ context, search }) => {
    try {
      const { owed } = await context.queryClient.ensureQueryData(standingQuery)
      if (!owed) throw redirect({ href: search.next ?? '/' })
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) throw redirect({ to: '/sign-in', search })
      throw error
    }
  },
  component: FirstStepsPage,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    // the community team works on the phone's shell, a page of its own
    if (session.post.role === 'team') throw redirect({ href: '/field/', reloadDocument: true })
    const rail = railOf(session)
    const first = rail.find((s) => s.homeOf?.includes(session.post.role)) ?? rail[0]
    if (first && first.path !== '/') throw redirect({ to: first.path as never })
  },
  component: Home,
})

const screenRoutes = screens.map((screen) =>
  createRoute({ getParentRoute: () => signedIn, path: screen.path, component: lazyRouteComponent(screen.load) }),
)

/** The screens in the rail of this session's post. */
function railOf(session: Session) {
  return screens.filter((s) => s.inRail && (!s.verb || session.verbs.includes(s.verb)))
}

/** Only a path of this site: a link that signs someone in must not lead elsewhere. */
function safeNext(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined
}

export const router = createRouter({
  routeTree: root.addChildren([signInRoute, firstSteps, signedIn.addChildren([home, ...screenRoutes])]),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Plain text in the URL: ?q=123 is the text 123.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
    return text && `?${text}`
  },
})

/** A plain link inside the pages is followed without loading the whole app again. */
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api') || (link.pathname === location.pathname && link.hash)) return
  event.preventDefault()
  router.history.push(link.pathname + link.search)
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function SignInPage() {
  const client = useQueryClient()
  const { next } = signInRoute.useSearch()
  const { history } = useRouter()
  return (
    <SignIn
      onSignIn={async (input) => {
        await call(signIn, input)
        client.clear()
        history.push(next ?? '/')
      }}
    />
  )
}

function FirstStepsPage() {
  const { data } = useSuspenseQuery(standingQuery)
  const client = useQueryClient()
  const { next } = firstSteps.useSearch()
  const { history } = useRouter()
  return (
    <FirstSteps
      standing={data}
      onDone={async () => {
        const { owed } = await client.fetchQuery({ ...standingQuery, staleTime: 0 })
        if (!owed) history.push(next ?? '/')
      }}
      onSignOut={async () => {
        await call(signOut, {}).catch(() => {})
        client.clear()
        history.push('/sign-in')
      }}
    />
  )
}

const none: typeof searchSources = []

function SignedIn() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { history } = useRouter()
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  // A new page is announced, and the keyboard begins at its content.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    document.getElementById('main')?.focus()
  }, [pathname])
  return (
    <Shell
      session={session}
      entries={railOf(session)}
      here={pathname}
      go={(href) => history.push(href)}
      searchSources={session.verbs.includes('people.search') ? searchSources : none}
      onPost={async (postId) => {
        await call(switchPost, { postId })
        // Everything read so far was read in the other post.
        client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
        await client.invalidateQueries()
        navigate({ to: '/' })
      }}
      onSignOut={async () => {
        await call(signOut, {}).catch(() => {})
        client.clear()
        navigate({ to: '/sign-in' })
      }}
    >
      <Outlet />
    </Shell>
  )
}

function Failure({ error }: { error: unknown }) {
  const { w } = useLanguage()
  return (
    <main style={{ padding: 16, maxWidth: 640, margin: '0 auto' }}>
      <ProblemAlert
        problem={problemOf(error)}
        actions={<Button onClick={() => location.reload()}>{w({ vi: 'Tải lại', en: 'Reload' })}</Button>}
      />
    </main>
  )
}

function NotFound() {
  const { w } = useLanguage()
  return (
    <main style={{ padding: 16 }}>
      <EmptyState
        title={{ vi: 'Không có trang này', en: 'There is no such page' }}
        filledBy={{ vi: 'Địa chỉ có thể đã đổi hoặc gõ nhầm.', en: 'The address may have changed, or was mistyped.' }}
        action={<a href="/">{w({ vi: 'Về trang đầu', en: 'To the first page' })}</a>}
      />
    </main>
  )
}
