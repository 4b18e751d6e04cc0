import { openApiDocument } from './openapi.ts';
import { ROUTES } from './routes/index.ts';

console.log(JSON.stringify(openApiDocument(ROUTES), null, 2));
