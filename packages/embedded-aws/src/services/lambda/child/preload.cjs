// @ts-check
'use strict';
/*
 * Preloaded by NODE_OPTIONS into every Node.js process of a function, including its child processes. Acts
 * on load, because a preload takes no arguments.
 */
require('./loopback-only.cjs').refuseForeignConnections();
