// The sentences under fields that are wrong; those under a day, an hour and a zone are in moment-fault.ts.

export const fieldFaults = {
  noTitle: 'Give the event a title.',
  noFeature: 'Tick at least one. `unsubscribe` ends it.',
  noEvent: 'Choose an event.',
  noList: 'Choose a file or paste a list.',
  noSession: 'Choose a session.',
  notAnAddress: 'This is not an e-mail address.',
  longAddress: 'This is longer than an e-mail address can be.',
  sameMoment: 'It is planned so already. Choose another moment, or another name.',
  nothingNew: 'Nothing is other than what Livestorm has already.',
  notAgreed: 'Tick the box when you are sure.',
} as const;
