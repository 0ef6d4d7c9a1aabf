/** The field under which AWS puts the details of an event type: `stateEnteredEventDetails`, `taskFailedEventDetails`, ... */
export const detailsName = (type: string): string => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};
