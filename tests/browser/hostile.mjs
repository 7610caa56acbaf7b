// Answers as hostile as the relay could give them: what is text of somebody's by the API's own description
// is hostile text, and everything that can be there is.

/** Breaks out, turns the direction of writing, is far too long, or all of it. */
export const kHostile = [
  '<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '"><svg onload=alert(1)>',
  '\u202egnp.exe', '\u2066\u0000\u001b[2J', 'x'.repeat(5_000), 'ω'.repeat(40) + ' '.repeat(40), 'אבג (12) {3}',
];

const isFree = ({enum: words, pattern, format}) => !words && !pattern && !format;
const kindOf = ({type}) => (Array.isArray(type) ? type.find((one) => one !== 'null') : type);

export class Corpus {
  #description;
  #texts;
  #next = 0;
  #fill;
  #names;

  /** `fill`: what is empty or nothing becomes something. `names`: key → what is written where a name is. */
  constructor(description, {texts = kHostile, fill = false, names = {}} = {}) {
    this.#description = description;
    this.#texts = texts;
    this.#fill = fill;
    this.#names = names;
  }

  /** Of a GET; unchanged where nothing is described. */
  answer(pathname, value) {
    const steps = pathname.split('/');
    const path = Object.keys(this.#description.paths).find((one) => {
      const own = one.split('/');
      return own.length === steps.length && own.every((step, i) => step.startsWith('{') || step === steps[i]);
    });
    const schema = this.#description.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema;
    return schema ? this.#spoil(schema, value, '') : value;
  }

  #text() { return this.#texts[this.#next++ % this.#texts.length]; }

  #resolved(schema) {
    const name = schema.$ref?.split('/').at(-1);
    return name ? {name, ...this.#description.components.schemas[name]} : schema;
  }

  #choices(schema) { return schema.anyOf.map((one) => this.#resolved(one)).filter(({type}) => type !== 'null'); }

  /** Whether a value is of that alternative. */
  #isOne(schema, value) {
    if (schema.anyOf) return this.#choices(schema).some((one) => this.#isOne(one, value));
    if (schema.type !== 'object') return typeof value !== 'object';
    return value !== null && typeof value === 'object' && Object.entries(schema.properties).every(([key, one]) =>
        !('const' in one) || one.const === value[key]) && Object.keys(value).every((key) => key in schema.properties);
  }

  #spoil(given, value, key) {
    const schema = this.#resolved(given);
    if (value === undefined) return undefined;
    if (value === null) return this.#fill && schema.name !== 'Cursor' ? this.#made(schema, key) : null;
    if (schema.anyOf) {
      const choice = this.#choices(schema).find((one) => this.#isOne(one, value));
      return choice ? this.#spoil(choice, value, key) : value;
    }
    if (Array.isArray(value)) {
      if (!value.length) return this.#fill ? this.#made(schema, key) : value;
      return value.map((one) => this.#spoil(schema.items, one, key));
    }
    if (typeof value === 'object') {
      if (!schema.properties) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [
        name, schema.properties[name] ? this.#spoil(schema.properties[name], one, name) : one]));
    }
    const isText = typeof value === 'string' && kindOf(schema) === 'string' && isFree(schema);
    return isText && !['Version', 'Cursor'].includes(schema.name) ? this.#text() : value;
  }

  /** One of it, with everything that it can have. */
  #made(given, key) {
    const schema = this.#resolved(given);
    if ('const' in schema) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (schema.anyOf) {
      const [first] = this.#choices(schema);
      return first && first.name !== 'Cursor' ? this.#made(first, key) : null;
    }
    switch (kindOf(schema)) {
      case 'array': {
        const items = this.#resolved(schema.items);
        return (items.anyOf ? this.#choices(items) : [items]).map((one) => this.#made(one, key));
      }
      case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(
          ([name, one]) => [name, this.#made(one, name)]));
      case 'integer': case 'number': return schema.minimum ?? 1;
      case 'boolean': return true;
      case 'string': return this.#word(schema, key);
      default: return null;
    }
  }

  #word({name, pattern, format}, key) {
    if (name === 'Cursor') return null;
    if (name === 'Name' || name === 'Version' || key in this.#names) return this.#names[key] ?? this.#names[name];
    if (format) return new Date().toISOString().slice(0, format === 'date' ? 10 : 19) + (format === 'date' ? '' : 'Z');
    if (!pattern) return this.#text();
    return ['50%', 'sha256:' + '0'.repeat(64), 'policy'].find((one) => new RegExp(pattern).test(one)) ?? null;
  }
}
