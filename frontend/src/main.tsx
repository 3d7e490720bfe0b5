import './theme/mantine.css'
import './theme/base.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { startLanguage } from './app/language'
import { nonce } from './app/nonce'

setNonce(nonce())
await startLanguage()
createRoot(document.getElementById('root')!).render(<App />)
