import { config } from 'zod/mini';

// Imported first by the pages and the extension: zod would otherwise try `new Function`, which the content security
// policy of a page reports, and before that look at `navigator`, which VS Code's extension host logs as an error.
config({ jitless: true });
