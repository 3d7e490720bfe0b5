/** Where the panel is served, without a slash at the end; the server writes it into <base>. */
export function baseUrl(): string {
  return new URL('.', document.baseURI).href.replace(/\/$/, '')
}

/** The path part of {@link baseUrl}: what the router puts before every route. */
export function basePath(): string {
  return new URL(baseUrl()).pathname.replace(/\/$/, '') || '/'
}
