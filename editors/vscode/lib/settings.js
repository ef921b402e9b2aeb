// @ts-check
'use strict';

// The settings that package.json contributes, made from the schema that `glossa schema settings` prints.

/** Settings of the extension itself; the server takes no notice of them. */
const own = {
  'glossa.enable': {
    type: 'boolean',
    default: true,
    scope: 'window',
    order: 0,
    markdownDescription: 'Whether Glossa looks after the Markdown files of this window.',
  },
  'glossa.server.path': {
    type: 'string',
    default: '',
    // Not to be set by a workspace: it names a program.
    scope: 'machine',
    order: 1,
    markdownDescription:
      'The absolute path of the `glossa` executable. Without it: the one in `PATH`, or the one that comes with the extension.',
  },
  'glossa.trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    order: 2,
    markdownDescription: 'What of the conversation with the server is written to the log.',
  },
};

/** @typedef {Record<string, any>} Schema */

/**
 * The properties of `contributes.configuration`.
 *
 * @param {Schema} schema what `glossa schema settings` prints
 */
function contributedSettings(schema) {
  /** @type {Schema} */
  const properties = { ...own };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (property.properties?.enable) {
      for (const [part, value] of Object.entries(property.properties)) {
        properties[`glossa.${name}.${part}`] = setting(value, 'window');
      }
    } else {
      properties[`glossa.${name}`] = orNothing(setting(property, 'resource'));
    }
  }
  return properties;
}

/**
 * @param {Schema} schema
 * @param {string} scope
 */
function setting(schema, scope) {
  const { description, ...rest } = schema;
  return { ...rest, scope, markdownDescription: description };
}

/**
 * A setting that is null where nothing is set; without that the editor would send an empty list or text.
 *
 * @param {Schema} schema
 */
function orNothing(schema) {
  /** @type {Schema} */
  const result = { ...schema, default: null };
  if (result.enum) result.enum = [...result.enum, null];
  if (result.enumDescriptions) result.enumDescriptions = [...result.enumDescriptions, 'nothing is said here'];
  if (result.type) result.type = [...new Set([result.type, 'null'].flat())];
  return result;
}

module.exports = { contributedSettings };
