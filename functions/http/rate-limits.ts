import type { Instant } from '../domain/time.ts';

/** A bucket that holds `burst` tries and fills by `perMinute`. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** Takes one try out of a bucket; answers the seconds to wait, or 0 when the try is granted. */
export interface RateLimiter {
  take(bucket: string, rate: Rate, now: Instant): number;
}

/** Limits of the door: everything together, one address, one link. A club's whole waiting room may share an address. */
export const DOOR_RATES = {
  total: { burst: 3000, perMinute: 90_000 },
  address: { burst: 120, perMinute: 600 },
  addressChanges: { burst: 40, perMinute: 120 },
  link: { burst: 60, perMinute: 120 },
  codes: { burst: 10, perMinute: 5 },
  codesTotal: { burst: 200, perMinute: 200 },
} as const satisfies Readonly<Record<string, Rate>>;

/**
 * Token buckets in memory, at most `capacity` of them (the longest unused are forgotten first): an address is never written down.
 * One process counts for itself; on AWS the firewall in front adds the limit that all instances share.
 */
export function memoryRateLimiter(capacity = 50_000): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(bucket, rate, now) {
      const moment = Date.parse(now);
      const known = buckets.get(bucket);
      const refilled =
        known === undefined
          ? rate.burst
          : Math.min(rate.burst, known.tokens + (Math.max(0, moment - known.at) / 60_000) * rate.perMinute);
      const granted = refilled >= 1;
      buckets.delete(bucket);
      buckets.set(bucket, { tokens: granted ? refilled - 1 : refilled, at: moment });
      if (buckets.size > capacity) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return granted ? 0 : Math.max(1, Math.ceil(((1 - refilled) / rate.perMinute) * 60));
    },
  };
}
