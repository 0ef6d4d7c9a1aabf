import { Logger } from '@aws-lambda-powertools/logger';
import type { Ports } from '../../use-cases/ports.ts';

/** The same one line per event through Powertools, which adds the request and the trace. */
export function powertoolsLog(serviceName: string): Ports['log'] {
  const logger = new Logger({ serviceName });
  return (event, ids) => logger.info(event, { ids });
}
