// OpenAI's Responses.
import { ofDataUrl, parsed, schemas } from './findings.mjs';
import { pieces } from './provider.mjs';

const MEMBERS = [
  'model', 'input', 'instructions', 'tools', 'tool_choice', 'parallel_tool_calls', 'max_output_tokens', 'reasoning',
  'include', 'store', 'stream', 'text', 'prompt_cache_key', 'safety_identifier', 'service_tier', 'temperature', 'top_p',
  'truncation', 'metadata',
];

const USAGE = {
  input_tokens: 1000,
  input_tokens_details: { cached_tokens: 600 },
  output_tokens: 80,
  output_tokens_details: { reasoning_tokens: 40 },
  total_tokens: 1080,
};

const PARTS = { user: ['input_text', 'input_image', 'input_file'], developer: ['input_text'], assistant: ['output_text', 'refusal'] };

/**
 * A model that thinks: every turn begins with a reasoning item, which must come back as it was.
 *
 * @param model that must be asked for
 * @param returns whether every call must be its own
 */
export class Responses {
  model;
  #returns;
  #said = new Map();

  constructor({ model, returns = true }) {
    this.model = model;
    this.#returns = returns;
  }

  forget() {
    this.#said.clear();
  }

  asks = ({ path }) => path === '/v1/responses';

  streams = ({ body }) => body.stream === true;

  beside(call) {
    if (call.path === '/v1/models') {
      return { body: { object: 'list', data: [{ id: this.model, object: 'model' }] } };
    }
    return this.asks(call) ? undefined : { status: 404, body: this.error(404, `no ${call.path} here`) };
  }

  error = (status, message) => ({
    error: { message, type: status === 400 ? 'invalid_request_error' : 'server_error', param: null, code: null },
  });

  view({ tools = [], input }) {
    const results = input
      .filter(({ type }) => type === 'function_call_output')
      .map(({ output }) => ({
        text: typeof output === 'string' ? output : output.map(({ text = '' }) => text).join('\n'),
        images: Array.isArray(output)
          ? output.filter(({ type }) => type === 'input_image').map((part) => ofDataUrl(part.image_url))
          : [],
      }));
    return { tools: tools.map(({ name }) => name), results, prompt: JSON.stringify(input) };
  }

  check({ body, headers, raw }, found) {
    found.ofAnotherProtocol({ headers, raw });
    found.known(body, MEMBERS, 'the body');
    found.same(body.model, this.model, 'model');
    found.unless(/^Bearer ./.test(headers.authorization), 'the key is no bearer');
    found.unless((body.max_output_tokens ?? 16) >= 16, `max_output_tokens is ${body.max_output_tokens}`);
    found.same([body.stream, body.store], [true, false], 'stream and store');
    found.unless(body.include?.includes('reasoning.encrypted_content'), 'nothing asks for encrypted_content');
    for (const tool of body.tools ?? []) {
      checkTool(tool, found);
    }
    body.input.forEach((item, at) => this.#checkItem(item, body.input, at, found));
  }

  #checkItem(item, input, at, found) {
    const where = `input[${at}]`;
    switch (item.type ?? 'message') {
      case 'message':
        return checkMessage(item, where, found);
      case 'reasoning':
        return this.#checkReasoning(item, input, at, found);
      case 'function_call':
        return this.#checkCall(item, input, at, found);
      case 'function_call_output':
        return found.unless(
          input.slice(0, at).some(({ type, call_id: id }) => type === 'function_call' && id === item.call_id),
          `No tool call found for function call output with call_id ${item.call_id}`,
        );
      default:
        return found.unless(false, `${where} has the type ${item.type}`);
    }
  }

  #checkReasoning(item, input, at, found) {
    const own = [...this.#said.values()].find(({ reasoning }) => reasoning.encrypted_content === item.encrypted_content);
    if (found.unless(own, `The encrypted content of input[${at}] could not be verified: ${item.encrypted_content}`)) {
      found.unless(item.id === undefined || item.id === own.reasoning.id, `input[${at}] has the id ${item.id}`);
      found.same(item.summary, own.reasoning.summary, `the summary of input[${at}]`);
    }
    const next = input[at + 1];
    found.unless(
      next?.type === 'function_call' || next?.role === 'assistant',
      `input[${at}] of type 'reasoning' was provided without its required following item`,
    );
  }

  #checkCall(item, input, at, found) {
    const said = this.#said.get(item.call_id);
    found.unless(item.id === undefined || item.id.startsWith('fc_'), `input[${at}] has the id ${item.id}`);
    found.unless(
      input.slice(at).some(({ type, call_id: id }) => type === 'function_call_output' && id === item.call_id),
      `No tool output found for function call ${item.call_id}`,
    );
    if (!said && !this.#returns) {
      return;
    }
    if (found.unless(said, `input[${at}] calls what was never called: ${item.call_id}`)) {
      const { name, input: args } = said.call;
      found.same([item.name, parsed(item.arguments)], [name, args], `input[${at}]`);
      const before = input.slice(0, at).findLast(({ type }) => type === 'reasoning');
      found.same(before?.encrypted_content, said.reasoning.encrypted_content, `the reasoning before input[${at}]`);
    }
  }

  answer({ thinking = '', text = '', calls = [] }, call) {
    const n = call.number;
    const shown = call.body.reasoning?.summary ? [thinking] : [];
    const reasoning = {
      id: `rs_scripted${n}`,
      type: 'reasoning',
      summary: shown.filter(Boolean).map((words) => ({ type: 'summary_text', text: words })),
      encrypted_content: `gAAAAABscripted${n}FINAL+/=`,
    };
    const items = [reasoning];
    if (text) {
      const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
      items.push({ id: `msg_scripted${n}`, type: 'message', status: 'completed', role: 'assistant', content });
    }
    for (const [index, { name, input }] of calls.entries()) {
      const id = `call_scripted${n}${index}`;
      this.#said.set(id, { reasoning, call: { name, input } });
      items.push({ id: `fc_${id}`, type: 'function_call', status: 'completed', call_id: id, name, arguments: JSON.stringify(input) });
    }
    if (calls.length === 0) {
      this.#said.set(reasoning.id, { reasoning });
    }
    return { stream: this.#stream(items, n) };
  }

  #stream(items, n) {
    const response = (status, output, usage) => ({
      id: `resp_scripted${n}`, object: 'response', created_at: 1763700000, status, model: this.model, output, error: null,
      incomplete_details: null, usage,
    });
    const events = [
      { type: 'response.created', response: response('in_progress', [], null) },
      { type: 'response.in_progress', response: response('in_progress', [], null) },
      ...items.flatMap(itemEvents),
      { type: 'response.completed', response: response('completed', items, USAGE) },
    ];
    return events
      .map((event, number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: number })}\n\n`)
      .join('');
  }
}

function checkTool(tool, found) {
  found.same(tool.type, 'function', 'the type of a tool');
  found.known(tool, ['type', 'name', 'description', 'parameters', 'strict'], tool.name);
  found.unless(/^[\w-]{1,64}$/.test(tool.name), `${tool.name} is no name`);
  found.same(typeof tool.strict, 'boolean', `strict of ${tool.name}, which is true unless it is said`);
  found.same(tool.parameters.type, 'object', `the root of ${tool.name}`);
  found.unless(tool.parameters.properties, `${tool.name} has no properties`);
  for (const keyword of ['anyOf', 'oneOf', 'allOf', 'enum', 'not']) {
    found.unless(!(keyword in tool.parameters), `${tool.name} has ${keyword} at its root`);
  }
  for (const [schema, where] of schemas(tool.parameters, tool.name)) {
    found.unless(!('$schema' in schema), `${where} has $schema`);
  }
}

function checkMessage({ role, content }, where, found) {
  found.unless(role in PARTS, `${where} has the role ${role}`);
  for (const part of Array.isArray(content) ? content : []) {
    found.unless(PARTS[role]?.includes(part.type), `${where} of ${role} has a part ${part.type}`);
    found.unless(part.text !== '', `${where} has an empty part`);
  }
}

function itemEvents(item, index) {
  const at = { item_id: item.id, output_index: index };
  const added = (start) => ({ type: 'response.output_item.added', output_index: index, item: { ...item, ...start } });
  const done = { type: 'response.output_item.done', output_index: index, item };
  switch (item.type) {
    case 'reasoning':
      return [added({ summary: [], encrypted_content: 'gAAAAABscriptedPARTIAL' }), ...item.summary.flatMap(summaryEvents(at)), done];
    case 'message':
      return [added({ status: 'in_progress', content: [] }), ...textEvents(at, item.content[0]), done];
    default:
      return [added({ status: 'in_progress', arguments: '' }), ...argumentEvents(at, item), done];
  }
}

const summaryEvents = (item) => (part, index) => {
  const at = { ...item, summary_index: index };
  return [
    { type: 'response.reasoning_summary_part.added', ...at, part: { ...part, text: '' } },
    ...pieces(part.text).map((delta) => ({ type: 'response.reasoning_summary_text.delta', ...at, delta, obfuscation: 'x' })),
    { type: 'response.reasoning_summary_text.done', ...at, text: part.text },
    { type: 'response.reasoning_summary_part.done', ...at, part },
  ];
};

function textEvents(item, part) {
  const at = { ...item, content_index: 0 };
  return [
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    ...pieces(part.text).map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text: part.text },
    { type: 'response.content_part.done', ...at, part },
  ];
}

const argumentEvents = (at, item) => [
  ...pieces(item.arguments).map((delta) => ({ type: 'response.function_call_arguments.delta', ...at, delta })),
  { type: 'response.function_call_arguments.done', ...at, name: item.name, arguments: item.arguments },
];
