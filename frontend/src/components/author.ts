/** Who made a change, for people: `api:access-key:7905a4c1d2…` becomes `Access key 7905a4`. */
export function authorName(author: string, accessKey: string): string {
  const byKey = /^(?:\w+:)?access-key:([0-9a-f]+)$/.exec(author)
  return byKey ? `${accessKey} ${byKey[1]!.slice(0, 6)}` : author.replace(/^api:/, '')
}
