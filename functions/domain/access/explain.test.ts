import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

describe('explaining the table', () => {
  it('names the row, the scope, the condition and the part', () => {
    expect(explain('kisManager', 'board.read')).toEqual([{ row: 'board.read · KM@club', text: 'w swoim klubie' }]);
    expect(explain('pupAdviser', 'document.read', 'referral-decision')).toEqual([
      {
        row: 'referral-decision · PH · R*:result?referrer',
        text: 'gdy pracuje z tą osobą, jest wymieniony lub wymieniona w dokumencie albo ma zgodę; własne wpisy lub własna instytucja; tylko jako osoba kierująca; tylko część: result',
      },
    ]);
    expect(explain('familyAssistant', 'document.read', 'diagnostic-report')[0]?.text).toContain('zgodą');
  });

  it('says nothing where nothing is granted, and adds what everybody may', () => {
    expect(explain('auditor', 'case.read')).toEqual([]);
    expect(explain('auditor', 'document.read', 'partnership-plan')).toHaveLength(1);
    expect(explain('public', 'document.read', 'partnership-plan')).toHaveLength(1);
    expect(explain('kisManager', 'document.approve').length).toBeGreaterThan(5);
  });
});
