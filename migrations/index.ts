export { Foundation1767225600000 } from './1767225600000-foundation.js';
export { Requests1767225700000 } from './1767225700000-requests.js';
export { Sight1767312000000 } from './1767312000000-sight.js';
export { Access1767312060000 } from './1767312060000-access.js';
export { BookingsByDay1767398400000 } from './1767398400000-bookings-by-day.js';
export { Jobs1767398500000 } from './1767398500000-jobs.js';
export { Versions1767571200000 } from './1767571200000-versions.js';
export { Retirements1767657600000 } from './1767657600000-retirements.js';
