export { Foundation1767225600000 } from './1767225600000-foundation.js';
export { Sight1767312000000 } from './1767312000000-sight.js';
export { Access1767312060000 } from './1767312060000-access.js';
