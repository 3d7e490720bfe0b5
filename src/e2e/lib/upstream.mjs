import { createServer } from 'node:http';
import { once } from 'node:events';
import { callsTool, fails, says } from './answers.mjs';

/**
 * An upstream that speaks the Anthropic wire as its script says.
 *
 * The script is a function from a call to an answer of answers.mjs. Every call is kept.
 */
export class Upstream {
  calls = [];
  models = ['claude-sonnet-4-5'];
  #server;

  static async start(script) {
    const upstream = new Upstream();
    upstream.#server = createServer((request, response) => upstream.#handle(request, response, script));
    upstream.#server.listen(0, '127.0.0.1').unref();
    await once(upstream.#server, 'listening');
    return upstream;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  get messages() {
    return this.calls.filter((call) => call.path === '/v1/messages' && call.method === 'POST');
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request, response, script) {
    const call = await receive(request, response, this.calls.length + 1);
    this.calls.push(call);
    const answer = housekeeping(call, this.models) ?? script(call);
    await answer(call, response);
  }
}

export async function receive(request, response, number) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks).toString('utf8');
  const { pathname, search } = new URL(request.url, 'http://localhost');
  const call = {
    number,
    method: request.method,
    path: pathname,
    query: search,
    headers: request.headers,
    key: request.headers['x-api-key'] ?? request.headers.authorization?.replace(/^Bearer /, ''),
    raw,
    body: raw ? JSON.parse(raw) : {},
    cut: false,
  };
  response.on('close', () => (call.cut = !response.writableFinished));
  return call;
}

/** What every upstream has beside messages: probes, the list of models, token counts. */
function housekeeping(call, models) {
  if (call.method === 'HEAD') {
    return (_, response) => response.writeHead(200).end();
  }
  if (call.path === '/v1/messages/count_tokens') {
    return whole({ input_tokens: 42 });
  }
  if (call.path.startsWith('/v1/models')) {
    return whole({ data: models.map((id) => ({ type: 'model', id })), has_more: false });
  }
  return call.path === '/v1/messages' ? undefined : fails(404, 'not_found_error', `no ${call.path} here`);
}

const whole = (value) => (_, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));

/** The text of the tool results in a call's last message; undefined when it has none. */
export function toolResult(call) {
  const content = call.body.messages?.at(-1)?.content;
  const results = Array.isArray(content) ? content.filter((block) => block.type === 'tool_result') : [];
  return results.length === 0 ? undefined : JSON.stringify(results.map((block) => block.content));
}

/**
 * One turn with one tool: asks for the tool, then ends with what it said.
 *
 * Side questions of the client (a title, a check of the quota) come without the tool.
 */
export const toolLoop = (tool, input, found) => (call) => {
  const result = toolResult(call);
  if (result !== undefined) {
    return says(result.includes(found) ? `The turn is done: ${found}` : `The tool said ${result}`);
  }
  return call.body.tools?.some(({ name }) => name === tool) ? callsTool(tool, input) : says('ok');
};
