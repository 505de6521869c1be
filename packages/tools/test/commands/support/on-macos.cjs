// Preloaded into a process, makes it believe that it runs on macOS. Native modules must be loaded before.
require('@swc/core');
Object.defineProperty(process, 'platform', { value: 'darwin' });
