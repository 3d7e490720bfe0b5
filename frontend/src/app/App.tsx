import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { basePath } from '../api/base'
import { queries } from '../api/queries'
import { PageSkeleton } from '../components/Skeletons'
import { Toasts } from '../components/Toasts'
import { SignIn } from '../pages/sign-in/SignIn'
import { theme } from '../theme/theme'
import { Crashed } from './Crashed'
import { nonce } from './nonce'
import { PAGES } from './pages'
import { Shell } from './Shell'
import { UnreachableBanner } from './UnreachableBanner'
import { SignedInProvider, useIsAdmin, useSignedIn } from './signedIn'
import { NotAllowed } from '../components/NotAllowed'

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={queries}>
        <BrowserRouter basename={basePath()}>
          <SignedInProvider>
            <Door />
          </SignedInProvider>
        </BrowserRouter>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Door() {
  const { state } = useSignedIn()
  const admin = useIsAdmin()
  if (state === 'asking') {
    return <UnreachableBanner />
  }
  if (state === 'out') {
    return <SignIn />
  }
  return (
    <Shell>
      <Routes>
        {PAGES.map((page) => (
          <Route
            key={page.name}
            path={page.path}
            element={
              <Crashed key={page.name}>
                <Suspense fallback={<PageSkeleton />}>{page.admin && !admin ? <NotAllowed /> : <page.body />}</Suspense>
              </Crashed>
            }
          />
        ))}
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </Shell>
  )
}
