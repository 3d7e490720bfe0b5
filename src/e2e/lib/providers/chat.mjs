// OpenAI's Chat Completions.
import { ofDataUrl, parsed, schemas } from './findings.mjs';
import { pieces } from './provider.mjs';

const MEMBERS = [
  'model', 'messages', 'tools', 'tool_choice', 'parallel_tool_calls', 'stream', 'stream_options', 'stop', 'temperature',
  'top_p', 'reasoning_effort', 'response_format', 'service_tier', 'prompt_cache_key', 'safety_identifier', 'user',
  'metadata', 'store', 'verbosity', 'seed',
];

const COUNTS = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 };

/**
 * @param model that must be asked for
 * @param limit the member that limits the answer
 * @param system the role of instructions
 * @param thinks whether it gives `reasoning_content`, and refuses calls without it
 * @param id of the nth call of a tool
 * @param crlf ends lines as DeepSeek's servers may, with comments between, and no [DONE]
 */
export class Chat {
  #settings;
  #said = new Map();

  constructor(settings) {
    this.#settings = {
      limit: 'max_tokens',
      system: 'system',
      thinks: false,
      id: (n) => `call_scripted${n}`,
      crlf: false,
      ...settings,
    };
  }

  get model() {
    return this.#settings.model;
  }

  forget() {
    this.#said.clear();
  }

  asks = ({ path }) => path === '/v1/chat/completions';

  streams = ({ body }) => body.stream === true;

  beside(call) {
    if (call.path === '/v1/models') {
      return { body: { object: 'list', data: [{ id: this.#settings.model, object: 'model' }] } };
    }
    return this.asks(call) ? undefined : { status: 404, body: this.error(404, `no ${call.path} here`) };
  }

  error = (status, message) => ({
    error: { message, type: status === 400 ? 'invalid_request_error' : 'server_error', param: null, code: null },
  });

  view({ tools = [], messages }) {
    const results = messages
      .map((message, at) => [message, at])
      .filter(([{ role }]) => role === 'tool')
      .map(([{ content }, at]) => ({ text: content, images: picturesBehind(messages, at) }));
    return { tools: tools.map((tool) => tool.function.name), results, prompt: JSON.stringify(messages) };
  }

  check({ body, headers, raw, ...call }, found) {
    const { model, limit } = this.#settings;
    found.ofAnotherProtocol({ headers, raw });
    found.known(body, [...MEMBERS, limit], 'the body');
    found.same(body.model, model, 'model');
    found.unless(/^Bearer ./.test(headers.authorization), 'the key is no bearer');
    found.unless(!(limit in body) || body[limit] > 0, `${limit} is ${body[limit]}`);
    found.same(body.stream, true, 'stream');
    found.same(body.stream_options, { include_usage: true }, 'stream_options');
    found.same(call.query, '', 'the query');
    for (const tool of body.tools ?? []) {
      this.#checkTool(tool, found);
    }
    found.unless(body.tools || !('parallel_tool_calls' in body || 'tool_choice' in body), 'a choice without tools');
    body.messages.forEach((message, at) => this.#checkMessage(message, body.messages, at, found));
  }

  #checkTool({ type, function: tool, ...rest }, found) {
    found.same(type, 'function', 'the type of a tool');
    found.known(rest, [], 'a tool');
    found.known(tool, ['name', 'description', 'parameters', 'strict'], tool.name);
    found.unless(/^[\w-]{1,64}$/.test(tool.name), `${tool.name} is no name`);
    found.same(tool.parameters.type, 'object', `the root of ${tool.name}`);
    for (const [schema, where] of schemas(tool.parameters, tool.name)) {
      found.unless(!('$schema' in schema), `${where} has $schema`);
    }
  }

  #checkMessage(message, messages, at, found) {
    const where = `messages[${at}]`;
    const { system } = this.#settings;
    found.unless([system, 'user', 'assistant', 'tool'].includes(message.role), `${where} has the role ${message.role}`);
    for (const part of Array.isArray(message.content) ? message.content : []) {
      found.unless(part.type !== 'text' || part.text !== '', `${where} has an empty part`);
      found.unless(['text', 'image_url', 'file'].includes(part.type), `${where} has a part ${part.type}`);
    }
    if (message.role === 'tool') {
      const calls = callsBefore(messages, at);
      found.same(typeof message.content, 'string', `the content of ${where}`);
      found.same(message.tool_call_id, calls.ids[calls.answered], `tool_call_id of ${where}`);
    } else {
      const calls = callsBefore(messages, at);
      found.same(calls.answered, calls.ids.length, `the number of answers before ${where}`);
    }
    if (message.role === 'assistant') {
      this.#checkSaid(message, where, found);
    }
  }

  #checkSaid(message, where, found) {
    found.known(message, ['role', 'content', 'tool_calls', ...(this.#settings.thinks ? ['reasoning_content'] : [])], where);
    const calls = message.tool_calls ?? [];
    found.unless(calls.length > 0 || message.content, `${where} is empty`);
    const said = this.#said.get(calls[0]?.id);
    if (!said) {
      found.unless(!calls.length, `${where} calls what was never called: ${calls[0]?.id}`);
      return;
    }
    const told = calls.map((call) => ({ ...call, function: { ...call.function, arguments: parsed(call.function.arguments) } }));
    found.same(told, said.calls, `tool_calls of ${where}`);
    found.same(message.content || '', said.text, `content of ${where}`);
    if (this.#settings.thinks) {
      found.same(message.reasoning_content, said.thinking, `reasoning_content of ${where}`);
    }
  }

  answer({ thinking = '', text = '', calls = [] }, call) {
    const made = calls.map(({ name, input }, index) => ({
      id: this.#settings.id(call.number * 10 + index, name, index),
      type: 'function',
      function: { name, arguments: input },
    }));
    if (made.length > 0) {
      this.#said.set(made[0].id, { thinking, text, calls: made });
    }
    return { stream: this.#stream(thinking, text, made, call.number) };
  }

  #stream(thinking, text, calls, n) {
    const deltas = [{ role: 'assistant', content: '' }];
    if (this.#settings.thinks) {
      deltas.push(...pieces(thinking).map((piece) => ({ content: null, reasoning_content: piece })));
    }
    deltas.push(...pieces(text).map((piece) => ({ content: piece })));
    deltas.push(...interleaved(calls).map((piece) => ({ tool_calls: [piece] })));
    const frames = deltas.map((delta) => this.#chunk(n, [{ index: 0, delta, finish_reason: null }]));
    const reason = calls.length > 0 ? 'tool_calls' : 'stop';
    frames.push(this.#chunk(n, [{ index: 0, delta: {}, finish_reason: reason }]), this.#chunk(n, [], COUNTS));
    const { crlf } = this.#settings;
    const end = crlf ? '\r\n' : '\n';
    const between = crlf ? `: keep-alive${end}${end}` : '';
    return frames.map((frame) => `${between}data: ${frame}${end}${end}`).join('') + (crlf ? '' : 'data: [DONE]\n\n');
  }

  #chunk = (n, choices, usage = null) =>
    JSON.stringify({
      id: `chatcmpl-scripted${n}`, object: 'chat.completion.chunk', created: 1763700000, model: this.#settings.model, choices, usage,
    });
}

/** The ids that the last assistant before a message called, and how many were answered by then. */
function callsBefore(messages, at) {
  let answered = 0;
  let before = at - 1;
  while (messages[before]?.role === 'tool') {
    answered++;
    before--;
  }
  return { answered, ids: (messages[before]?.tool_calls ?? []).map(({ id }) => id) };
}

/** Pictures of a tool's result stand in the user's message behind all results. */
function picturesBehind(messages, at) {
  const id = messages[at].tool_call_id;
  const behind = messages.slice(at).find(({ role }) => role !== 'tool');
  const parts = behind?.role === 'user' && Array.isArray(behind.content) ? behind.content : [];
  return parts
    .filter((part, index) => part.type === 'image_url' && parts[index - 1]?.text?.includes(id))
    .map((part) => ofDataUrl(part.image_url.url));
}

/** The calls' pieces in turn, as models give them that call in parallel. */
function interleaved(calls) {
  const begun = calls.map((call, index) => ({ index, ...call, function: { name: call.function.name, arguments: '' } }));
  const rows = calls.map((call, index) =>
    pieces(JSON.stringify(call.function.arguments)).map((piece) => ({ index, function: { arguments: piece } })),
  );
  const longest = Math.max(0, ...rows.map((row) => row.length));
  const turns = Array.from({ length: longest }, (_, turn) => rows.map((row) => row[turn]).filter(Boolean));
  return [...begun, ...turns.flat()];
}
