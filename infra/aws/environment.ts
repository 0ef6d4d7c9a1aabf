import type { DataStack } from './data-stack.ts';
import type { IdentityStack } from './identity-stack.ts';

/** The environment that `functions/wiring.ts` reads, as the stacks give it; a contract test wires every bundle with it. */
export function environmentOf(
  data: DataStack,
  identity: IdentityStack,
  settings: { readonly baseUrl: string; readonly mailFrom: string },
) {
  return {
    REINTEGRA_HOME: 'aws',
    REINTEGRA_BASE_URL: settings.baseUrl,
    REINTEGRA_TABLE: data.documents.tableName,
    REINTEGRA_KEYS_TABLE: data.keys.tableName,
    REINTEGRA_WRAPPING_KEY: data.wrappingKey.keyArn,
    REINTEGRA_ANSWERS_TABLE: data.answers.tableName,
    REINTEGRA_FILES_BUCKET: data.files.bucketName,
    REINTEGRA_ANCHORS_BUCKET: data.anchors.bucketName,
    REINTEGRA_OIDC_ISSUER: identity.pool.userPoolProviderUrl,
    REINTEGRA_OIDC_CLIENT: identity.client.userPoolClientId,
    REINTEGRA_MAIL_FROM: settings.mailFrom,
  } as const;
}

export type Environment = ReturnType<typeof environmentOf>;
