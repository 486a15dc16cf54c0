export { Foundation1767225600000 } from './1767225600000-foundation.js';
