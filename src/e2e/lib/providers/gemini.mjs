// Gemini's generateContent, of the third generation unless the model says otherwise.
import { isDeepStrictEqual } from 'node:util';
import { schemas } from './findings.mjs';
import { pieces } from './provider.mjs';

const BODY = ['contents', 'systemInstruction', 'tools', 'toolConfig', 'generationConfig', 'safetySettings', 'serviceTier'];
const PART = ['text', 'thought', 'thoughtSignature', 'inlineData', 'fileData', 'functionCall', 'functionResponse'];
const GENERATION = [
  'temperature', 'topP', 'topK', 'candidateCount', 'maxOutputTokens', 'stopSequences', 'responseMimeType', 'responseSchema',
  'responseJsonSchema', 'thinkingConfig', 'seed', 'presencePenalty', 'frequencyPenalty',
];
const OPEN_API = [
  'type', 'format', 'title', 'description', 'nullable', 'enum', 'items', 'minItems', 'maxItems', 'properties', 'required',
  'propertyOrdering', 'anyOf', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minProperties', 'maxProperties',
  'default', 'example',
];
const JSON_SCHEMA = [...OPEN_API, 'prefixItems', 'additionalProperties', '$ref', '$defs', 'oneOf'];

const USAGE = {
  promptTokenCount: 1000, cachedContentTokenCount: 300, candidatesTokenCount: 30, thoughtsTokenCount: 20, totalTokenCount: 1050,
};

/** Stands for a signature where a call comes from somebody else. */
const SKIPS = ['skip_thought_signature_validator', 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I='];

/**
 * @param model that must be asked for
 * @param returns whether every call and signature must be its own: some callers cannot keep them
 */
export class Gemini {
  model;
  #returns;
  #said = [];

  constructor({ model, returns = true }) {
    this.model = model;
    this.#returns = returns;
  }

  get #third() {
    return this.model.startsWith('gemini-3');
  }

  forget() {
    this.#said = [];
  }

  asks = ({ path }) => path === `/v1beta/models/${this.model}:streamGenerateContent`;

  streams = () => true;

  beside(call) {
    if (call.path === '/v1beta/models') {
      return { body: { models: [{ name: `models/${this.model}` }] } };
    }
    if (call.path.endsWith(':countTokens')) {
      return { body: { totalTokens: 43 } };
    }
    return this.asks(call) ? undefined : { status: 404, body: this.error(404, `no ${call.path} here`) };
  }

  error = (status, message) => ({
    error: { code: status, message, status: status === 400 ? 'INVALID_ARGUMENT' : 'UNAVAILABLE' },
  });

  view({ tools = [], contents }) {
    const parts = contents.flatMap((content) => content.parts);
    const results = parts
      .filter((part) => part.functionResponse)
      .map(({ functionResponse: { response, parts: media = [] } }) => ({
        text: response.output ?? `error: ${response.error}`,
        images: media.map(({ inlineData }) => [inlineData.mimeType, inlineData.data]),
      }));
    const declared = tools.flatMap((tool) => tool.functionDeclarations ?? []);
    return { tools: declared.map(({ name }) => name), results, prompt: JSON.stringify(contents) };
  }

  check({ body, headers, raw, query }, found) {
    found.ofAnotherProtocol({ headers, raw });
    found.same(query, '?alt=sse', 'the query');
    found.unless(headers['x-goog-api-key'] && !headers.authorization, 'the key is not in x-goog-api-key');
    found.known(body, BODY, 'the body');
    found.known(body.generationConfig, GENERATION, 'generationConfig');
    const thinking = body.generationConfig?.thinkingConfig ?? {};
    found.unless(!('thinkingLevel' in thinking && 'thinkingBudget' in thinking), 'a level and a budget of thinking');
    for (const tool of (body.tools ?? []).flatMap((each) => each.functionDeclarations ?? [])) {
      this.#checkTool(tool, found);
    }
    found.same(body.contents[0]?.role, 'user', 'the first role');
    body.contents.forEach((content, at) => this.#checkContent(content, body.contents[at - 1], `contents[${at}]`, found));
    this.#checkSaid(body.contents, found);
  }

  #checkTool(tool, found) {
    found.known(tool, ['name', 'description', 'parameters', 'parametersJsonSchema'], tool.name);
    found.unless(/^[a-zA-Z_][\w.:-]{0,63}$/.test(tool.name), `${tool.name} is no name`);
    found.unless(!(tool.parameters && tool.parametersJsonSchema), `${tool.name} has two schemas`);
    const keywords = tool.parameters ? OPEN_API : JSON_SCHEMA;
    for (const [schema, where] of schemas(tool.parameters ?? tool.parametersJsonSchema ?? {}, tool.name)) {
      found.known(schema, keywords, where);
      found.unless(typeof schema.type !== 'object' || !tool.parameters, `${where} has several types`);
    }
  }

  #checkContent({ role, parts, ...rest }, before, where, found) {
    found.known(rest, [], where);
    found.unless(['user', 'model'].includes(role) && role !== before?.role, `${where} has the role ${role}`);
    found.unless(parts.length > 0, `${where} has no parts`);
    parts.forEach((part) => found.known(part, PART, where));
    const calls = (before?.parts ?? []).map((part) => part.functionCall).filter(Boolean);
    const answers = parts.map((part) => part.functionResponse).filter(Boolean);
    found.same(
      answers.map(({ id, name }) => [id, name]),
      calls.map(({ id, name }) => [id, name]),
      `the function responses of ${where}`,
    );
    for (const { response } of answers) {
      found.unless(response && typeof response === 'object' && !Array.isArray(response), `a response of ${where} is no object`);
    }
  }

  /** The parts with calls must be those that were given, each with its signature. */
  #checkSaid(contents, found) {
    const turns = contents
      .filter(({ role }) => role === 'model')
      .map(({ parts }) => parts.filter((part) => part.functionCall))
      .filter((calls) => calls.length > 0);
    let next = 0;
    for (const calls of turns) {
      const plain = calls.map(({ functionCall: { name, args }, thoughtSignature }) => ({ name, args, thoughtSignature }));
      const skips = SKIPS.includes(plain[0].thoughtSignature);
      if (!this.#returns && skips) {
        next += isDeepStrictEqual(unsigned(plain), unsigned(this.#said[next] ?? [])) ? 1 : 0;
      } else if (found.same(plain, this.#said[next], 'calls with their signatures')) {
        next++;
      }
    }
    found.unless(next === this.#said.length, `${this.#said.length} turns called functions, ${next} came back`);
  }

  answer({ thinking = '', text = '', calls = [] }, { number, body }) {
    const shown = body.generationConfig?.thinkingConfig?.includeThoughts ? pieces(thinking, 40) : [];
    const signature = this.#third ? `Eo0Bscripted${number}+/=` : undefined;
    const parts = [
      ...shown.map((words) => ({ text: words, thought: true })),
      ...pieces(text).map((words) => ({ text: words })),
      ...calls.map(({ name, input }, index) => ({
        functionCall: { name, args: input },
        ...(signature && index === 0 ? { thoughtSignature: signature } : {}),
      })),
    ];
    if (calls.length > 0) {
      this.#said.push(calls.map(({ name, input }, index) => ({
        name,
        args: input,
        thoughtSignature: index === 0 ? signature : undefined,
      })));
    } else {
      parts.push({ text: '', ...(signature ? { thoughtSignature: signature } : {}) });
    }
    const chunk = (candidate) =>
      `data: ${JSON.stringify({
        candidates: [{ index: 0, ...candidate }], usageMetadata: USAGE, modelVersion: this.model, responseId: `scripted${number}`,
      })}\r\n\r\n`;
    const stream = parts.map((part) => chunk({ content: { role: 'model', parts: [part] } }));
    return { stream: [...stream, chunk({ content: { role: 'model' }, finishReason: 'STOP' })].join('') };
  }
}

const unsigned = (calls) => calls.map(({ name, args }) => ({ name, args }));
