import type { FormReference } from '../../domain/documents/document.ts';
import { checkRules } from '../../domain/documents/rules/index.ts';
import { checkAnswers, loadForm } from '../../domain/forms/index.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Ports } from '../ports.ts';

/**
 * Takes one answer to an open survey: checked with the campaign's own version of the form, kept without time, address or token. `gone` before
 * it opens and after it has closed. A second answer of the same person cannot be told from another's, and is not looked for.
 */
export async function answerCampaign(
  ports: Pick<Ports, 'store' | 'forms' | 'now' | 'anonymous'>,
  _actor: 'public',
  input: { readonly campaignId: CampaignId; readonly form: FormReference; readonly answers: unknown },
): Promise<Result<Readonly<Record<never, never>>>> {
  const campaign = await ports.store.read('campaign', { campaignId: input.campaignId });
  if (campaign === undefined) return fail('not-found');
  const now = ports.now();
  if (campaign.status !== 'open' || campaign.closesAt === undefined || campaign.closesAt <= now)
    return fail('gone', { reason: 'campaign-not-open' });
  const { form } = campaign;
  if (form.slug !== input.form.slug || form.scope !== input.form.scope || form.number !== input.form.number)
    return fail('conflict', { reason: 'other-form-version' });
  const version = await ports.forms.version(form);
  if (version === undefined) return fail('unavailable', { reason: 'no-form' });
  const today = localDateOf(now);
  const { answers, errors } = checkAnswers(loadForm(version, 'pl'), input.answers, { today, phase: 'submit' });
  const context = { today, edition: 1, earlier: [], signedBy: [] };
  const broken = [...errors, ...checkRules(version.definition.properties?.rules ?? '', 'submit', answers, context)];
  if (broken.length > 0) return fail('invalid-input', { errors: broken });
  const kept = await ports.anonymous.add(campaign.campaignId, answers);
  return kept.ok ? ok({}) : kept;
}
