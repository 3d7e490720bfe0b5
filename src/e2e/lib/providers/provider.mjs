// Scripted upstreams of all protocols, which refuse what the real ones would refuse.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import { receive } from '../upstream.mjs';
import { Findings } from './findings.mjs';

/**
 * An upstream that speaks a protocol on the wire and remembers what it said.
 *
 * The script is a function from what a call says (`{ tools, results, prompt }`, see the protocols)
 * to a turn: `{ thinking?, text?, calls?: [{ name, input }] }`, or to a failure: `{ status, body?,
 * headers? }`. A call that the real upstream would refuse, or in which something is missing that
 * must come back, is answered with 400 and kept in `wrongs`.
 */
export class Provider {
  calls = [];
  wrongs = [];
  #protocol;
  #script;
  #server;

  static async start(protocol, script) {
    const provider = new Provider();
    provider.#protocol = protocol;
    provider.#script = script;
    provider.#server = createServer((request, response) => provider.#handle(request, response));
    provider.#server.listen(0, '127.0.0.1').unref();
    await once(provider.#server, 'listening');
    return provider;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** The calls for an answer, without probes, lists of models and counts. */
  get turns() {
    return this.calls.filter((call) => this.#protocol.asks(call));
  }

  /** Another script from here on. */
  plays(script) {
    this.#script = script;
  }

  /** Another script, and what was said before is forgotten. */
  restarts(script) {
    this.plays(script);
    this.calls = [];
    this.wrongs = [];
    this.#protocol.forget();
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request, response) {
    const call = await receive(request, response, this.calls.length + 1);
    this.calls.push(call);
    try {
      await this.#answer(call, response);
    } catch (mistake) {
      this.wrongs.push(`the script failed: ${mistake.stack}`);
      json(response, 400, this.#protocol.error(400, String(mistake.stack)));
    }
  }

  async #answer(call, response) {
    const beside = this.#protocol.beside(call);
    if (beside) {
      return json(response, beside.status ?? 200, beside.body);
    }
    const found = new Findings();
    this.#protocol.check(call, found);
    if (found.any) {
      this.wrongs.push(...found.all);
      return json(response, 400, this.#protocol.error(400, `scripted upstream: ${found.all.join(' | ')}`));
    }
    const turn = this.#script(this.#protocol.view(call.body), call);
    if (turn.status) {
      const body = turn.body ?? this.#protocol.error(turn.status, 'the scripted upstream is away');
      return json(response, turn.status, body, turn.headers);
    }
    const { stream, whole } = this.#protocol.answer(turn, call);
    return this.#protocol.streams(call) ? dribble(response, stream, call.number) : json(response, 200, whole);
  }
}

function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** Writes in pieces that respect neither events nor characters. */
async function dribble(response, text, seed) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const bytes = Buffer.from(text);
  let state = seed * 2654435761;
  for (let at = 0; at < bytes.length && !response.destroyed; ) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const end = at + 1 + (state >>> 16) % 61;
    response.write(bytes.subarray(at, end));
    at = end;
    await breathe();
  }
  response.end();
}

/** A text in deltas of a few characters. */
export const pieces = (text, length = 11) => text.match(new RegExp(`.{1,${length}}`, 'gsu')) ?? [];
