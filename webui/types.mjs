// TypeScript types of the API, from its OpenAPI description: an interface for each schema, and for each
// GET path what it answers.

import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

/** All files of a folder as one description. */
function readDescription(folder) {
  const whole = {paths: {}, schemas: {}};
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json')).sort()) {
    const part = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    Object.assign(whole.paths, part.paths);
    Object.assign(whole.schemas, part.components?.schemas);
  }
  return whole;
}

const kPlain = {string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null'};

const literal = (value) => JSON.stringify(value);

function recordOf(schema) {
  const needed = new Set(schema.required ?? []);
  const own = Object.entries(schema.properties ?? {}).map(([name, of]) =>
      `${/^\w+$/.test(name) && !/^\d/.test(name) ? name : literal(name)}${needed.has(name) ? '' : '?'}: ${typeOf(of)}`);
  if (own.length) return `{${own.join('; ')}}`;
  const rest = schema.additionalProperties;
  return rest === false ? 'Record<string, never>' : `Record<string, ${rest && rest !== true ? typeOf(rest) : 'unknown'}>`;
}

function typeOf(schema) {
  if (!schema || schema === true) return 'unknown';
  if (schema.$ref) return schema.$ref.replace('#/components/schemas/', '');
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  for (const [word, sign] of [['anyOf', ' | '], ['oneOf', ' | '], ['allOf', ' & ']]) {
    if (schema[word]) return '(' + schema[word].map(typeOf).join(sign) + ')';
  }
  const kinds = [schema.type].flat();
  return kinds.map((kind) => {
    if (kind === 'array') return `(${typeOf(schema.items)})[]`;
    if (kind === 'object') return recordOf(schema);
    return kPlain[kind] ?? 'unknown';
  }).join(' | ');
}

function answerOf(operation) {
  const content = operation?.responses?.['200']?.content?.['application/json'];
  return content ? typeOf(content.schema) : null;
}

/** The text of the module of types. */
export function typesOf(folder) {
  const {paths, schemas} = readDescription(folder);
  const types = Object.entries(schemas).map(([name, schema]) =>
      (schema.description ? `/** ${schema.description.replaceAll('*/', '')} */\n` : '') +
      `export type ${name} = ${typeOf(schema)};`);
  const gets = Object.entries(paths).map(([path, of]) => [path.replace('/api/v1/', ''), answerOf(of.get)])
      .filter(([, answer]) => answer).map(([path, answer]) => `  ${literal(path)}: ${answer};`);
  return [...types, `export interface Gets {\n${gets.join('\n')}\n}`, ''].join('\n');
}
