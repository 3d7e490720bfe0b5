import { setTimeout as pause } from 'node:timers/promises';
import { WORDS } from './pages.mjs';
import { fails, neverEnds, says } from '../lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, SECOND_KEY } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

const ENDLESS = 'Count to a million.';

/** Of another size for each request. */
const usage = (number) => ({
  input_tokens: 800 + ((number * 373) % 4000),
  output_tokens: 120 + ((number * 97) % 900),
  cache_read_input_tokens: number % 3 ? 12_000 + ((number * 991) % 30_000) : 0,
  cache_creation_input_tokens: number % 4 ? 0 : 6_000,
});

/** A gateway with two channels, of which the first is out of quota for one of its keys. */
export class PanelRig {
  #upstreams = [];

  static async start(environment = {}) {
    const rig = new PanelRig();
    const tired = await rig.#upstream((call) => {
      if (call.key === FIRST_KEY) {
        return fails(429, 'rate_limit_error', 'Your monthly quota is used up.', { 'retry-after': '3600' });
      }
      call.usage = usage(call.number);
      return call.raw.includes(ENDLESS) ? neverEnds : says('It is raining in Lisbon, and the tide turns at six.');
    });
    const broken = await rig.#upstream(() => fails(500, 'api_error', 'Internal server error'));
    rig.gateway = await Gateway.start(
      {
        channels: [
          { id: 'anthropic-main', name: 'Anthropic main', type: 'anthropic', baseUrl: tired.url, models: ['claude-*'],
            keys: [{ secret: FIRST_KEY, name: 'team' }, { secret: SECOND_KEY, name: 'spare' }] },
          { id: 'backup', name: 'Backup', type: 'anthropic', baseUrl: broken.url, priority: 1, models: ['glm-*'],
            keys: [{ secret: SECOND_KEY }] },
        ],
        mappings: [{ from: 'sonnet', to: 'claude-sonnet-4-5' }],
      },
      environment,
    );
    return rig;
  }

  async #upstream(script) {
    const upstream = await Upstream.start(script);
    this.#upstreams.push(upstream);
    return upstream;
  }

  get url() {
    return this.gateway.url;
  }

  /** Real requests, one of which nobody can answer; returns once the books have them all. */
  async traffic(count = 6) {
    for (let i = 0; i < count; i++) {
      await this.ask(i % 5 === 4 ? 'glm-4.6' : i % 2 ? 'claude-sonnet-4-5' : 'claude-haiku-4-5', `session-${i % 3}`);
    }
    for (let i = 0; i < 100; i++) {
      const { items } = await this.api('/api/stats/logs?limit=100');
      if (items.length >= count) {
        return;
      }
      await pause(100);
    }
    throw new Error('the requests are not in the log');
  }

  async ask(model, session) {
    const response = await this.#post(model, session, 'How is the weather?');
    return response.text();
  }

  /** A stream that lasts until it is aborted. */
  streamOn(model, session = 'session-long') {
    const caller = new AbortController();
    this.#post(model, session, ENDLESS, caller.signal)
      .then((response) => response.text())
      .catch(() => {});
    return caller;
  }

  #post(model, session, content, signal) {
    return fetch(`${this.url}/v1/messages`, {
      method: 'POST',
      signal,
      headers: { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json', 'x-claude-code-session-id': session },
      body: JSON.stringify({
        model, max_tokens: 64, stream: true, messages: [{ role: 'user', content }],
        metadata: { user_id: `user_1_account_1_session_${session}` },
      }),
    });
  }

  async api(path) {
    const response = await fetch(this.url + path, { headers: { 'x-api-key': ACCESS_KEY } });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  async stop() {
    await this.gateway?.stop();
    for (const upstream of this.#upstreams) {
      await upstream.close();
    }
  }
}

/** Signs in on the page that is shown. */
export async function signIn(page, { key = ACCESS_KEY, language = 'en' } = {}) {
  const words = WORDS[language];
  await page.getByLabel(words.key, { exact: true }).fill(key);
  await page.getByRole('button', { name: words.submit }).click();
}

export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });

/** The page has what it asked for: no request is under way but streams, nothing is a skeleton. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, [data-skeleton], [aria-busy="true"]'));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
