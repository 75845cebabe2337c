'use strict'
/** undici as far as a Lambda uses it: all of it is 110 modules, with fetch, caches and WebSockets, and CommonJS drops none. */
exports.Client = require('../../node_modules/undici/lib/dispatcher/client.js')
exports.errors = require('../../node_modules/undici/lib/core/errors.js')
