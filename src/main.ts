import 'reflect-metadata';
import { bringUp } from './commands/system/bring-up.js';
import { serve } from './commands/system/serve.js';

/** The service alone, for images: the documents of the rules folder go into an empty database, nothing else is loaded. */
await serve((environment) => bringUp(environment, { sample: false }));
