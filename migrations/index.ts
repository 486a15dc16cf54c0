export { Foundation1767225600000 } from './1767225600000-foundation.js';
export { Versions1767571200000 } from './1767571200000-versions.js';
