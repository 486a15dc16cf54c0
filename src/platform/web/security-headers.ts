import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** Where a page may load from: our own origin, and nothing else. `connect-src 'self'` covers the websocket of the same host. */
const PAGE = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
};
/** The editor writes its styles into the page; scripts stay ours. */
const EDITOR = { ...PAGE, styleSrc: ["'self'", "'unsafe-inline'"] };
/** An answer that is no page loads nothing at all. */
const DATA = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * The headers that keep a browser strict. Neither HSTS nor an upgrade of requests: on plain HTTP both would lock people out;
 * whoever puts TLS in front adds them there. The referrer stays within this origin, so that it can be told from others.
 */
function strict(directives: Readonly<Record<string, readonly string[]>>): RequestHandler {
  return helmet({
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: { useDefaults: false, directives },
  });
}

/** For answers that are data. */
export const dataHeaders = strict(DATA);
/** For pages. */
export const pageHeaders = strict(PAGE);
/** For the page with the editor, and for the files that it loads. */
export const editorHeaders = strict(EDITOR);
