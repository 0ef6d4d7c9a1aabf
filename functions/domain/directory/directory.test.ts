import { describe, expect, it } from 'vitest';
import { isClubCode, isEmail, isLocalDate, mayGrant, ROLES_OF_KIND, textErrors } from './checks.ts';
import { ROLE_TITLES } from './role-titles.ts';
import { ROLES } from './roles.ts';
import { VOIVODESHIPS } from './voivodeships.ts';

describe('checks of the directory', () => {
  it('takes addresses that mail can be sent to', () => {
    for (const good of ['anna@klub.pl', 'a.b+c@gops.gmina.example']) expect(isEmail(good)).toBe(true);
    for (const bad of [
      '',
      'anna',
      'anna@',
      '@klub.pl',
      'a b@klub.pl',
      'anna@klub',
      `${'a'.repeat(250)}@klub.pl`,
      'a@b.pl\nBcc: x@y.pl',
    ])
      expect(isEmail(bad)).toBe(false);
  });

  it('takes codes of two to five capitals or digits', () => {
    expect(['LUB', 'A1', 'ABCDE'].every(isClubCode)).toBe(true);
    expect(['', 'A', 'lub', 'ABCDEF', 'ŁÓD', 'A-B'].some(isClubCode)).toBe(false);
  });

  it('takes days that exist', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    for (const bad of ['2026-02-29', '2026-13-01', '2026-1-1', 'jutro', '2026-00-10'])
      expect(isLocalDate(bad)).toBe(false);
  });

  it('names what is wrong with a text', () => {
    expect(textErrors('/name', ' ', 10)).toEqual([{ pointer: '/name', code: 'required' }]);
    expect(textErrors('/name', 'x'.repeat(11), 10)).toEqual([
      { pointer: '/name', code: 'too-long', params: { max: 10 } },
    ]);
    expect(textErrors('/name', 'x', 10)).toEqual([]);
  });

  it('knows sixteen voivodeships and a title for every role', () => {
    expect(Object.keys(VOIVODESHIPS)).toHaveLength(16);
    for (const role of ROLES) expect(ROLE_TITLES[role]).toMatch(/^[a-ząćęłńóśźżA-Z]/);
  });
});

describe('granting roles', () => {
  it('lets nobody below give a role that reaches further than the institution', () => {
    for (const [kind, roles] of Object.entries(ROLES_OF_KIND)) {
      for (const role of ['systemAdmin', 'auditor', 'regionalCentre', 'nationalDefinitionsAdmin'] as const) {
        expect([kind, role, mayGrant('organisationAdmin', role, kind as 'kis')]).toEqual([kind, role, false]);
      }
      expect(mayGrant('organisationAdmin', 'organisationAdmin', kind as 'kis')).toBe(
        roles.includes('organisationAdmin'),
      );
    }
    expect(mayGrant('organisationAdmin', 'caseManager', 'kis')).toBe(true);
    expect(mayGrant('organisationAdmin', 'caseManager', 'ops')).toBe(false);
    expect(mayGrant('kisManager', 'caseManager', 'kis')).toBe(false);
  });

  it('keeps the system administrator to the system administrator', () => {
    expect(mayGrant('systemAdmin', 'systemAdmin', 'kis')).toBe(true);
    expect(mayGrant('nationalDefinitionsAdmin', 'systemAdmin', 'kowr')).toBe(false);
    expect(mayGrant('regionalDefinitionsAdmin', 'systemAdmin', 'kowr')).toBe(false);
  });

  it('lets a region fill its own offices, not the country’s', () => {
    expect(mayGrant('regionalDefinitionsAdmin', 'regionalCentre', 'rops')).toBe(true);
    expect(mayGrant('regionalDefinitionsAdmin', 'auditor', 'kowr')).toBe(false);
    expect(mayGrant('nationalDefinitionsAdmin', 'nationalCentre', 'kowr')).toBe(true);
  });
});
