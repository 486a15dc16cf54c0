import express, { type RequestHandler, type Response } from 'express';

const ZIPPED = '.gz';
/** The name of such a file holds the hash of its content: what was fetched once stays right for ever. */
const FOR_EVER = { immutable: true, maxAge: '1y' } as const;
const ONLY_FILES = { index: false, redirect: false, dotfiles: 'ignore' } as const;

/** The files that pages load. The build lays a zipped one beside each that shrinks, and it is sent to whoever takes it. */
export function assets(folder: string): RequestHandler {
  const plain = express.static(folder, { ...ONLY_FILES, ...FOR_EVER });
  const zipped = express.static(folder, { ...ONLY_FILES, ...FOR_EVER, setHeaders: unzips });
  return (request, response, next) => {
    response.vary('Accept-Encoding');
    const wanted = request.url;
    if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') return plain(request, response, next);
    request.url = `${request.path}${ZIPPED}`;
    return zipped(request, response, (fault?: unknown) => {
      request.url = wanted;
      if (fault) next(fault);
      else void plain(request, response, next);
    });
  };
}

/** The type is that of the file inside. */
function unzips(response: Response, at: string): void {
  response.type(at.slice(0, -ZIPPED.length).split('.').at(-1) ?? '');
  response.setHeader('content-encoding', 'gzip');
}
