/** Words of an input's name, lower case: `kmsKeyId` is "kms key id", `s3SseKmsKeyId` is "s3 sse kms key id". */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase();
}

/**
 * Words by which an input has to do with encryption: whether, by which key, in which version of TLS, with which
 * certificate.
 */
const WORDS =
  /\b(kms|cmk|sse|encrypt\w*|decrypt\w*|cipher\w*|tls|mtls|ssl|https?only|https|certs?|certificates?|rotation)\b|\b(security|ssl|protocol) polic|\bsecurity configuration\b|\b(customer|master|storage|data) (managed )?key\b|\bkey (arn|id|identifier|management|rotation)\b|\bin transit\b|\bat rest\b|\bminimum protocol\b|\bssl mode\b/;

/** Whether an input, by the last part of its path, has to do with encryption. */
export function isEncryptionLike(path: string): boolean {
  const name = path.replaceAll("[]", "").split(".").at(-1) ?? "";
  return WORDS.test(wordsOf(name));
}
