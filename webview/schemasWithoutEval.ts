import { config } from 'zod';

// Imported first by each page: zod would otherwise probe `new Function`, which our content security policy reports.
config({ jitless: true });
