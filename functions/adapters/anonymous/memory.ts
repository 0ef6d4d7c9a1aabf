import { randomInt } from 'node:crypto';
import type { AnonymousAnswers } from '../../domain/anonymity/anonymous-answers.ts';
import { ok } from '../../domain/result.ts';

/** Puts a list in a random order that nobody can reproduce (Fisher–Yates over the system's random source). */
export function inRandomOrder<T>(items: readonly T[]): readonly T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    const [one, two] = [shuffled[at], shuffled[other]];
    if (one !== undefined && two !== undefined) [shuffled[at], shuffled[other]] = [two, one];
  }
  return shuffled;
}

/** Anonymous answers in memory, for tests. */
export function memoryAnonymousAnswers(): AnonymousAnswers {
  const campaigns = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  const of = (campaignId: string) => campaigns.get(campaignId) ?? [];
  return {
    async add(campaignId, answers) {
      campaigns.set(campaignId, inRandomOrder([...of(campaignId), structuredClone(answers)]));
      return ok(undefined);
    },
    read: async (campaignId) => ({ items: of(campaignId) }),
    count: async (campaignId) => of(campaignId).length,
    async shuffle(campaignId) {
      campaigns.set(campaignId, inRandomOrder(of(campaignId)));
      return ok(undefined);
    },
  };
}
