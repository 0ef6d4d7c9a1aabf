import type { Ports } from '../../use-cases/ports.ts';

/** The part of the ports that differs between the homes. */
export type HomePorts = Pick<
  Ports,
  'store' | 'now' | 'workflows' | 'mailer' | 'schedule' | 'files' | 'scanner' | 'printer' | 'anonymous' | 'keys' | 'log'
>;

export interface Home {
  readonly ports: HomePorts;
  /** Whether everything behind the ports answers now; names what does not. */
  ready(): Promise<readonly string[]>;
  close(): Promise<void>;
}
