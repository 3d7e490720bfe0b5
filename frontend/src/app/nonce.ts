/** What the page's policy lets style elements carry; the server makes a new one for every answer. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
