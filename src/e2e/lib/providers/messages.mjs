// Anthropic's Messages.
import { pieces } from './provider.mjs';

const MEMBERS = [
  'model', 'messages', 'max_tokens', 'system', 'stream', 'temperature', 'top_p', 'top_k', 'stop_sequences', 'thinking',
  'output_config', 'tools', 'tool_choice', 'metadata', 'service_tier', 'cache_control', 'context_management',
];
const TOOL = ['name', 'description', 'input_schema', 'type', 'strict', 'cache_control', 'defer_loading', 'eager_input_streaming'];
const USAGE = { input_tokens: 400, output_tokens: 1, cache_creation_input_tokens: 100, cache_read_input_tokens: 500 };
const SPENT = { output_tokens: 50 };

/**
 * @param model that must be asked for
 * @param returns whether thinking must come back with the calls it led to: some callers cannot keep it
 */
export class Messages {
  model;
  #returns;
  #said = new Map();
  #signatures = new Set();

  constructor({ model, returns = true }) {
    this.model = model;
    this.#returns = returns;
  }

  forget() {
    this.#said.clear();
    this.#signatures.clear();
  }

  asks = ({ path }) => path === '/v1/messages';

  streams = ({ body }) => body.stream === true;

  beside(call) {
    if (call.path === '/v1/messages/count_tokens') {
      return { body: { input_tokens: 42 } };
    }
    if (call.path === '/v1/models') {
      return { body: { data: [{ type: 'model', id: this.model }], has_more: false } };
    }
    return this.asks(call) ? undefined : { status: 404, body: this.error(404, `no ${call.path} here`) };
  }

  error = (status, message) => ({
    type: 'error',
    error: { type: status === 400 ? 'invalid_request_error' : 'api_error', message },
    request_id: 'req_scripted',
  });

  view({ tools = [], messages }) {
    const results = messages
      .flatMap(blocks)
      .filter(({ type }) => type === 'tool_result')
      .map(({ content = '' }) => {
        const inner = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
        return {
          text: inner.map(({ text = '' }) => text).join('\n'),
          images: inner.filter(({ type }) => type === 'image').map(({ source }) => [source.media_type, source.data]),
        };
      });
    return { tools: tools.map(({ name }) => name), results, prompt: JSON.stringify(messages) };
  }

  check({ body, headers, raw }, found) {
    found.known(body, MEMBERS, 'the body');
    found.same(body.model, this.model, 'model');
    found.unless(headers['anthropic-version'], 'anthropic-version is missing');
    found.unless(headers['x-api-key'], 'the key is not in x-api-key');
    found.unless(Number.isInteger(body.max_tokens), 'max_tokens is missing');
    found.unless(!raw.includes('sl1.'), 'a signature of the gateway’s own came along');
    const { budget_tokens: budget } = body.thinking ?? {};
    found.unless(!budget || budget < body.max_tokens, 'the budget of thinking exceeds max_tokens');
    const edits = (body.context_management?.edits ?? []).map(({ type }) => type);
    found.unless(
      !edits.some((type) => type.startsWith('clear_thinking_')) || ['enabled', 'adaptive'].includes(body.thinking?.type),
      'the edit of thinking requires thinking',
    );
    for (const tool of body.tools ?? []) {
      found.unless(/^[\w-]{1,128}$/.test(tool.name), `${tool.name} is no name`);
      if (!/^web_(search|fetch)_\d+$/.test(tool.type)) {
        found.known(tool, TOOL, tool.name);
        found.same(tool.input_schema?.type, 'object', `the root of ${tool.name}`);
      }
    }
    found.same(body.messages[0]?.role, 'user', 'the first role');
    body.messages.forEach((message, at) => this.#checkMessage(message, body.messages, at, found));
    this.#checkLastTurn(body, found);
  }

  #checkMessage(message, messages, at, found) {
    const where = `messages[${at}]`;
    found.unless(['user', 'assistant'].includes(message.role), `${where} has the role ${message.role}`);
    const content = blocks(message);
    found.unless(content.length > 0, `${where} is empty`);
    found.unless(content.every(({ type, text }) => type !== 'text' || text.trim()), `${where} has an empty text`);
    const called = message.role === 'user' ? blocks(messages[at - 1]).filter(({ type }) => type === 'tool_use') : [];
    const answered = content.filter(({ type }) => type === 'tool_result');
    found.same(answered.map((block) => block.tool_use_id).sort(), called.map(({ id }) => id).sort(), `the results in ${where}`);
    found.unless(content.slice(0, answered.length).every(({ type }) => type === 'tool_result'), `${where} has text before a result`);
    if (message.role === 'assistant') {
      this.#checkSaid(content, where, found);
    }
  }

  #checkSaid(content, where, found) {
    for (const { type, signature } of content) {
      found.unless(type !== 'thinking' || this.#signatures.has(signature), `Invalid signature in thinking block of ${where}: ${signature}`);
    }
    const calls = content.filter(({ type }) => type === 'tool_use');
    calls.forEach(({ id }) => found.unless(/^[\w-]+$/.test(id), `${id} is no id`));
    const said = this.#said.get(calls[0]?.id);
    if (said) {
      const kept = (block) => this.#returns || block.type !== 'thinking';
      found.same(content.map(plain).filter(kept), said.map(plain).filter(kept), where);
    }
  }

  /** While a budget is set, the turn whose calls are being answered has to begin with thinking. */
  #checkLastTurn({ thinking, messages }, found) {
    const last = messages.findLast(({ role }) => role === 'assistant');
    const calls = blocks(last).some(({ type }) => type === 'tool_use');
    const answering = blocks(messages.at(-1)).some(({ type }) => type === 'tool_result');
    if (thinking?.type === 'enabled' && calls && answering) {
      found.same(blocks(last)[0].type, 'thinking', 'Expected `thinking`, but found: the first block of the last turn');
    }
  }

  answer({ thinking = '', text = '', calls = [] }, call) {
    const content = [];
    if (thinking && ['enabled', 'adaptive'].includes(call.body.thinking?.type)) {
      const shown = call.body.thinking.display === 'omitted' ? '' : thinking;
      content.push({ type: 'thinking', thinking: shown, signature: `EqoBscripted${call.number}+/=` });
      this.#signatures.add(content[0].signature);
    }
    if (text) {
      content.push({ type: 'text', text });
    }
    const made = calls.map(({ name, input }, index) => ({ type: 'tool_use', id: `toolu_scripted${call.number}${index}`, name, input }));
    content.push(...made);
    if (made.length > 0) {
      this.#said.set(made[0].id, content);
    }
    const whole = {
      id: `msg_claude${call.number}`, type: 'message', role: 'assistant', model: this.model, content,
      stop_reason: made.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null, usage: { ...USAGE, ...SPENT },
    };
    return { whole, stream: events(whole).map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('') };
  }
}

const blocks = ({ content = [] } = {}) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content);

/** Without what callers may add to a block. */
const plain = ({ cache_control: _, ...block }) => block;

const events = (message) => [
  { type: 'message_start', message: { ...message, content: [], stop_reason: null, usage: USAGE } },
  { type: 'ping' },
  ...message.content.flatMap(blockEvents),
  { type: 'message_delta', delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: SPENT },
  { type: 'message_stop' },
];

function blockEvents(block, index) {
  const delta = (change) => ({ type: 'content_block_delta', index, delta: change });
  const [start, deltas] = {
    thinking: () => [
      { type: 'thinking', thinking: '', signature: '' },
      [
        ...pieces(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ],
    ],
    text: () => [{ type: 'text', text: '' }, pieces(block.text).map((text) => ({ type: 'text_delta', text }))],
    tool_use: () => [
      { ...block, input: {} },
      pieces(JSON.stringify(block.input)).map((json) => ({ type: 'input_json_delta', partial_json: json })),
    ],
  }[block.type]();
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas.map(delta),
    { type: 'content_block_stop', index },
  ];
}
