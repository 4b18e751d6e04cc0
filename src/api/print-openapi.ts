import { ENDPOINTS } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

console.log(JSON.stringify(openApiDocument(ENDPOINTS), null, 2));
