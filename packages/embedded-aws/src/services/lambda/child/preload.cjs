// @ts-check
'use strict';
/*
 * What NODE_OPTIONS has every Node.js process of a function load first: the function's own, and those that it
 * starts. A file that is loaded for what it does, since a preload is given no arguments.
 */
require('./loopback-only.cjs').refuseForeignConnections();
