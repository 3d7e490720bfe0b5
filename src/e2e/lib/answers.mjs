// What a scripted Anthropic upstream says: each is a function (call, response) that answers.
import { setTimeout as pause } from 'node:timers/promises';

const USAGE = { input_tokens: 12, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };

const event = (type, rest = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;

const delta = (index, change) => event('content_block_delta', { index, delta: change });

const message = (call, content, stopReason) => ({
  id: `msg_${call.number}`,
  type: 'message',
  role: 'assistant',
  model: call.body.model,
  content,
  stop_reason: stopReason,
  stop_sequence: null,
  usage: { ...USAGE, ...call.usage },
});

function* blockEvents(block, index) {
  const start = block.type === 'text' ? { type: 'text', text: '' } : { ...block, input: {} };
  yield event('content_block_start', { index, content_block: start });
  if (block.type === 'text') {
    for (const piece of block.text.match(/.{1,7}/gsu)) {
      yield delta(index, { type: 'text_delta', text: piece });
    }
  } else {
    for (const piece of ['', ...JSON.stringify(block.input).match(/.{1,9}/gsu)]) {
      yield delta(index, { type: 'input_json_delta', partial_json: piece });
    }
  }
  yield event('content_block_stop', { index });
}

function* messageEvents(call, blocks, stopReason) {
  yield event('message_start', { message: message(call, [], null) });
  yield event('ping');
  for (const [index, block] of blocks.entries()) {
    yield* blockEvents(block, index);
  }
  const end = { delta: { stop_reason: stopReason, stop_sequence: null }, usage: { output_tokens: call.usage?.output_tokens ?? 9 } };
  yield event('message_delta', end);
  yield event('message_stop');
}

const json = (response, status, value, headers = {}) => {
  const bytes = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers });
  response.end(bytes);
};

const openStream = (response) =>
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_scripted' });

/** A message of these blocks, streamed or whole as the caller asked. */
const answers = (blocks, stopReason) => async (call, response) => {
  if (!call.body.stream) {
    return json(response, 200, message(call, blocks, stopReason));
  }
  openStream(response);
  for (const frame of messageEvents(call, blocks, stopReason)) {
    response.write(frame);
    await pause(1);
  }
  response.end();
};

export const says = (text) => answers([{ type: 'text', text }], 'end_turn');

export const callsTool = (name, input) =>
  answers([{ type: 'text', text: 'Let me look.' }, { type: 'tool_use', id: 'toolu_scripted_1', name, input }], 'tool_use');

export const fails = (status, type, text, headers = {}) => (call, response) =>
  json(response, status, { type: 'error', error: { type, message: text }, request_id: 'req_scripted' }, headers);

export const outOfCredit = fails(
  400,
  'invalid_request_error',
  'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
);

/**
 * Half of an answer, then the connection is torn down: inside a text block, or inside the JSON.
 * `cut` bytes of the last event never come.
 */
export const dies = (text, cut = 0) => async (call, response) => {
  if (call.body.stream) {
    openStream(response);
    const frames = [...messageEvents(call, [{ type: 'text', text }], 'end_turn')];
    const begun = frames.slice(0, 5).join('');
    response.write(begun.slice(0, begun.length - cut));
  } else {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
    response.write('{"type":"message","content":[{"type":"te');
  }
  await pause(50);
  response.destroy();
};

/** Goes on until the caller is gone. */
export const neverEnds = async (call, response) => {
  openStream(response);
  const frames = messageEvents(call, [{ type: 'text', text: 'on and on' }], 'end_turn');
  for (let left = 4; left > 0; left--) {
    response.write(frames.next().value);
  }
  while (!response.destroyed) {
    response.write(delta(0, { type: 'text_delta', text: ' and on' }));
    await pause(20);
  }
};

export const modelMissing = (model) => fails(404, 'not_found_error', `model: ${model}`);
