import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** One policy for the client, the API's pages and the monitor: none of them needs eval or another site. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Swagger UI and the monitor's MUI set styles from script.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        // Phaser decodes loaded images and sounds through blob: and data: URLs.
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        // A seat may be on another process of the realm, at its own PUBLIC_ADDRESS.
        connectSrc: ["'self'", 'data:', 'blob:', 'ws:', 'wss:'],
      },
    },
    // Other subdomains are not ours to bind; browsers ignore the header over plain HTTP.
    strictTransportSecurity: { includeSubDomains: false },
    frameguard: { action: 'deny' },
    // The monitor's check of same-origin requests reads Origin and Referer; browsers hide both under 'no-referrer'.
    referrerPolicy: { policy: 'same-origin' },
  });
}
