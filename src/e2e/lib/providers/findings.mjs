import { isDeepStrictEqual } from 'node:util';

/** What is wrong with a request, in words. */
export class Findings {
  all = [];

  get any() {
    return this.all.length > 0;
  }

  unless(fine, what) {
    if (!fine) {
      this.all.push(what);
    }
    return fine;
  }

  same(actual, expected, where) {
    return this.unless(
      isDeepStrictEqual(actual, expected),
      `${where} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`,
    );
  }

  /** No members but these; real upstreams refuse others by name. */
  known(object, names, where) {
    for (const name of Object.keys(object ?? {})) {
      this.unless(names.includes(name), `${where} has the unknown member ${name}`);
    }
  }

  /** What belongs to the caller's protocol or to the gateway has no business at another upstream. */
  ofAnotherProtocol(call) {
    for (const name of Object.keys(call.headers)) {
      this.unless(
        !/^(anthropic-|openai-|x-claude|x-stainless|x-app$|x-sluice|x-goog-api-client|cookie)/.test(name),
        `the header ${name} came along`,
      );
    }
    for (const word of ['x-anthropic-billing-header', '"sl1.', '"cache_control"']) {
      this.unless(!call.raw.includes(word), `${word} came along`);
    }
  }
}

/** Each schema inside a JSON Schema, with its place; what is called like a keyword is a property. */
export function* schemas(schema, where) {
  yield [schema, where];
  for (const [name, inner] of Object.entries({ ...schema.properties, ...schema.$defs })) {
    yield* schemas(inner, `${where}.${name}`);
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    for (const [index, inner] of (schema[keyword] ?? []).entries()) {
      yield* schemas(inner, `${where}.${keyword}[${index}]`);
    }
  }
  for (const keyword of ['items', 'additionalProperties', 'not', 'propertyNames']) {
    if (schema[keyword] !== null && typeof schema[keyword] === 'object') {
      yield* schemas(schema[keyword], `${where}.${keyword}`);
    }
  }
}

export const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The picture of a data URL, as `[media type, base64]`. */
export const ofDataUrl = (url) => /^data:([\w/+.-]+);base64,([A-Za-z0-9+/=]+)$/.exec(url ?? '')?.slice(1) ?? [];
