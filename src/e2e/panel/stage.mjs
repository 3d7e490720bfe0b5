import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { launchChromium, violations, watchedPage } from './browser.mjs';
import { ACCESS_KEY, Gateway, telling } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

/** A gateway with scripted upstreams, a browser, and one page at a time: what the tests of one file share. */
export class Stage {
  #upstreams = [];
  #browser;
  shown;

  /** `configure` makes the document from the addresses of the upstreams that the scripts have become. */
  async start(scripts, configure, environment = {}) {
    for (const script of scripts) {
      this.#upstreams.push(await Upstream.start(script));
    }
    this.gateway = await Gateway.start(configure(...this.#upstreams.map(({ url }) => url)), environment);
    this.#browser = await launchChromium();
  }

  get url() {
    return this.gateway.url;
  }

  get upstreams() {
    return this.#upstreams;
  }

  /** A page in a context of its own, signed in by the API. */
  async open(path, { key = ACCESS_KEY, ...options } = {}) {
    await this.leave();
    this.shown = await watchedPage(this.#browser, { reducedMotion: 'reduce', ...options });
    await this.shown.context.request.post(`${this.url}/api/auth/sign-in`, { data: { accessKey: key } });
    await this.shown.page.goto(this.url + path);
    return this.shown.page;
  }

  async leave() {
    await this.shown?.context.close();
    this.shown = undefined;
  }

  /** Runs a test's steps, shows the gateway's log when they fail, and closes the page. */
  scene(steps) {
    return async (t) => {
      try {
        await telling(this.gateway, () => steps(t));
      } finally {
        await this.leave();
      }
    };
  }

  async nothingWentWrong() {
    assert.deepEqual(await violations(this.shown.page), [], 'violations of the policy');
    assert.deepEqual(this.shown.seen.errors, [], 'errors in the console');
  }

  async api(method, path, body, headers = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  }

  /** One inference request; tells its status. */
  async ask({ secret = ACCESS_KEY, model = 'claude-sonnet-4-5', session = 'session-1', content = 'Rain?', headers = {} } = {}) {
    const response = await fetch(`${this.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': secret, 'content-type': 'application/json', 'x-claude-code-session-id': session, ...headers },
      body: JSON.stringify({ model, max_tokens: 64, messages: [{ role: 'user', content }] }),
    });
    await response.text();
    return response.status;
  }

  /** The books have this many requests. */
  booked(count) {
    return eventually(async () => (await this.api('GET', '/api/stats?since=24h')).total.requests >= count, `${count} requests in the books`);
  }

  async stop() {
    await this.#browser?.close();
    await this.gateway?.stop();
    for (const upstream of this.#upstreams) {
      await upstream.close();
    }
  }
}

/** Asks until it holds, and tells what it held last. */
export async function eventually(holds, what) {
  let last;
  for (let left = 100; left > 0; left--) {
    last = await holds();
    if (last) {
      return last;
    }
    await pause(100);
  }
  throw new Error(`${what}: did not come to hold (last: ${JSON.stringify(last)})`);
}
