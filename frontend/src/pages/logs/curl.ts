import type { Log } from '../../api/types'

const PATHS: Record<string, (model: string) => string> = {
  anthropic: () => '/v1/messages',
  'openai-chat': () => '/v1/chat/completions',
  'openai-responses': () => '/v1/responses',
  gemini: (model) => `/v1beta/models/${encodeURIComponent(model)}:streamGenerateContent?alt=sse`,
}

/** The request again as a command; a body that was not kept is the shortest one that works. */
export function curlOf(log: Log, gateway: string): string {
  const protocol = log.protocol ?? 'anthropic'
  const path = (PATHS[protocol] ?? PATHS.anthropic!)(log.model ?? '')
  const kept = log.requestBody && !log.requestBody.cut ? log.requestBody.text : null
  const lines = [
    `curl -N ${quoted(gateway + path)}`,
    `-H "x-api-key: $SLUICE_KEY"`,
    `-H 'content-type: application/json'`,
    ...(protocol === 'anthropic' ? [`-H 'anthropic-version: 2023-06-01'`] : []),
    `-d ${quoted(kept ?? shortest(protocol, log.model ?? ''))}`,
  ]
  return lines.join(' \\\n  ')
}

function shortest(protocol: string, model: string): string {
  const messages = [{ role: 'user', content: 'hi' }]
  switch (protocol) {
    case 'openai-responses':
      return JSON.stringify({ model, stream: true, input: 'hi' })
    case 'gemini':
      return JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'hi' }] }] })
    case 'openai-chat':
      return JSON.stringify({ model, stream: true, messages })
    default:
      return JSON.stringify({ model, max_tokens: 64, stream: true, messages })
  }
}

/** For a POSIX shell: nothing inside means anything. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
