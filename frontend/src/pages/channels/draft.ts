import type { Channel, ChannelBody } from '../../api/types'
import type { Json } from '../../changes/merge'

/** A channel as its form holds it: texts as they are typed. */
export type Draft = {
  name: string
  type: ChannelBody['type']
  baseUrl: string
  secrets: string
  priority: number
  weight: number
  models: string[]
  groups: string[]
  modelMap: string
  auth: NonNullable<ChannelBody['auth']>
  maxConcurrent: number
  costMultiplier: number
  proxy: string
  proxyFallback: boolean
  connectMs: number
  firstByteMs: number
  idleMs: number
  http2: boolean
}

export const EMPTY: Draft = {
  name: '', type: 'anthropic', baseUrl: '', secrets: '', priority: 0, weight: 1, models: [], groups: [], modelMap: '', auth: 'auto',
  maxConcurrent: 0, costMultiplier: 1, proxy: '', proxyFallback: false, connectMs: 10_000, firstByteMs: 120_000, idleMs: 240_000, http2: false,
}

export function draftOf(channel: Channel): Draft {
  return {
    name: channel.name,
    type: channel.type,
    baseUrl: channel.baseUrl,
    secrets: '',
    priority: channel.priority,
    weight: channel.weight,
    models: channel.models,
    groups: channel.groups,
    modelMap: Object.entries(channel.modelMap).map(([from, to]) => `${from} = ${to}`).join('\n'),
    auth: channel.auth,
    maxConcurrent: channel.maxConcurrent,
    costMultiplier: channel.costMultiplier,
    proxy: channel.proxy?.url ?? '',
    proxyFallback: channel.proxy?.fallbackToDirect ?? false,
    connectMs: channel.timeouts.connectMs ?? EMPTY.connectMs,
    firstByteMs: channel.timeouts.firstByteMs ?? EMPTY.firstByteMs,
    idleMs: channel.timeouts.idleMs ?? EMPTY.idleMs,
    http2: channel.http2,
  }
}

/** The members that a form can change, as the API takes them; keys only when some were typed. */
export function bodyOf(draft: Draft): ChannelBody {
  const secrets = draft.secrets.split(/\s+/).filter(Boolean)
  return {
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    type: draft.type,
    baseUrl: draft.baseUrl.trim(),
    ...(secrets.length > 0 ? { keys: secrets.map((secret) => ({ secret })) } : {}),
    priority: draft.priority,
    weight: draft.weight,
    models: draft.models,
    groups: draft.groups,
    modelMap: modelMapOf(draft.modelMap),
    auth: draft.auth,
    maxConcurrent: draft.maxConcurrent,
    costMultiplier: draft.costMultiplier,
    proxy: draft.proxy.trim() ? { url: draft.proxy.trim(), fallbackToDirect: draft.proxyFallback } : null,
    timeouts: { connectMs: draft.connectMs, firstByteMs: draft.firstByteMs, idleMs: draft.idleMs },
    http2: draft.http2,
  }
}

/** `from = to` lines; a line that is not one is left out. */
export function modelMapOf(text: string): Record<string, string> {
  const pairs = text
    .split('\n')
    .map((line) => line.split(/\s*(?:=>|=|→)\s*/).map((each) => each.trim()))
    .filter((pair): pair is [string, string] => pair.length === 2 && Boolean(pair[0]) && Boolean(pair[1]))
  return Object.fromEntries(pairs)
}

/** What of a body differs from another: the merge patch that makes the one of the other. */
export function changed(before: ChannelBody, after: ChannelBody): Record<string, Json> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ChannelBody>
  const patch: Record<string, Json> = {}
  for (const name of names) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) {
      patch[name] = name === 'modelMap' ? replaced(before.modelMap ?? {}, after.modelMap ?? {}) : ((after[name] ?? null) as Json)
    }
  }
  return patch
}

/* A merge patch keeps what it does not name: what is gone has to be named as null. */
function replaced(before: Record<string, string>, after: Record<string, string>): Json {
  const gone = Object.keys(before).filter((name) => !(name in after))
  return { ...after, ...Object.fromEntries(gone.map((name) => [name, null])) }
}
