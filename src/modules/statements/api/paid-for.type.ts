import { registerEnumType } from '@nestjs/graphql';

/** What a line of a statement pays. */
export enum PaidForName {
  BOOKING = 'booking',
  WINDOW = 'window',
  ROUNDING = 'rounding',
}

registerEnumType(PaidForName, {
  name: 'PaidFor',
  description: 'What a line of a statement pays. Example: BOOKING',
  valuesMap: {
    BOOKING: { description: 'A booking line. Example: BOOKING' },
    WINDOW: {
      description:
        'What the window pays that is no booking’s, such as a guarantee or a bonus on a reported result. Example: WINDOW',
    },
    ROUNDING: {
      description: 'Cents that rounding moved between bookings when some of them changed. Example: ROUNDING',
    },
  },
});
