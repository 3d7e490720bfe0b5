export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }

/** Where two people changed the same thing to something else. */
export type Conflict = { pointer: string; base: Json | undefined; mine: Json | undefined; theirs: Json | undefined }

export type Merge = { merged: Json | undefined; conflicts: Conflict[] }

/**
 * Joins two edits of one value. What one side alone changed is taken from it; where both changed the
 * same, mine stands in the result and the conflict is told. Lists whose items have an `id` are
 * merged item by item, other lists as one value.
 */
export function merge(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, pointer = ''): Merge {
  if (same(mine, theirs) || same(base, theirs)) {
    return { merged: mine, conflicts: [] }
  }
  if (same(base, mine)) {
    return { merged: theirs, conflicts: [] }
  }
  if (isObject(mine) && isObject(theirs)) {
    return mergeMembers(isObject(base) ? base : {}, mine, theirs, pointer)
  }
  if (hasIds(mine) && hasIds(theirs)) {
    return mergeItems(hasIds(base) ? base : [], mine, theirs, pointer)
  }
  return { merged: mine, conflicts: [{ pointer: pointer || '/', base, mine, theirs }] }
}

type Members = { [member: string]: Json }
type Item = Members & { id: string }

function mergeMembers(base: Members, mine: Members, theirs: Members, pointer: string): Merge {
  const merged: Members = {}
  const conflicts: Conflict[] = []
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const each = merge(base[name], mine[name], theirs[name], `${pointer}/${escaped(name)}`)
    conflicts.push(...each.conflicts)
    if (each.merged !== undefined) {
      merged[name] = each.merged
    }
  }
  return { merged, conflicts }
}

/* In the order of whoever moved something, mine when both did; what only the other added follows. */
function mergeItems(base: Item[], mine: Item[], theirs: Item[], pointer: string): Merge {
  const merged: Json[] = []
  const conflicts: Conflict[] = []
  const inOrder = moved(base, mine) || !moved(base, theirs) ? [...mine, ...theirs] : [...theirs, ...mine]
  const ids = new Set(inOrder.map((each) => each.id))
  for (const id of ids) {
    const find = (list: Item[]) => list.find((each) => each.id === id)
    const each = merge(find(base), find(mine), find(theirs), `${pointer}/${escaped(id)}`)
    conflicts.push(...each.conflicts)
    if (each.merged !== undefined) {
      merged.push(each.merged)
    }
  }
  return { merged, conflicts }
}

/* Whether what was there before stands in another order. */
function moved(before: Item[], after: Item[]): boolean {
  const old = before.map((each) => each.id)
  const now = after.map((each) => each.id)
  const left = now.filter((id) => old.includes(id))
  return !same(old.filter((id) => now.includes(id)), left)
}

/** Puts the other side's value where a conflict was. */
export function takeTheirs(merged: Json, conflict: Conflict): Json {
  const path = conflict.pointer.split('/').slice(1).map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))
  return put(merged, path, conflict.theirs) ?? null
}

function put(into: Json | undefined, path: string[], value: Json | undefined): Json | undefined {
  const [name, ...rest] = path
  if (name === undefined || name === '') {
    return value
  }
  if (Array.isArray(into)) {
    if (rest.length === 0 && value !== undefined && !into.some((each) => isObject(each) && each.id === name)) {
      return [...into, value]
    }
    return into.flatMap((each) => {
      if (!isObject(each) || each.id !== name) {
        return [each]
      }
      const next = put(each, rest, value)
      return next === undefined ? [] : [next]
    })
  }
  const next = { ...(isObject(into) ? into : {}) }
  const member = put(next[name], rest, value)
  if (member === undefined) {
    delete next[name]
  } else {
    next[name] = member
  }
  return next
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) {
    return true
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => same(each, b[index]))
  }
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)])
    return [...names].every((name) => same(a[name], b[name]))
  }
  return false
}

function isObject(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasIds(value: Json | undefined): value is Item[] {
  return Array.isArray(value) && value.every((each) => isObject(each) && typeof each.id === 'string')
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
