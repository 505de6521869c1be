// Preloaded into a process, makes it take its system for macOS. What is native has to be loaded before.
require('@swc/core');
Object.defineProperty(process, 'platform', { value: 'darwin' });
