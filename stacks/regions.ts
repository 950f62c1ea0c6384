/**
 * Zone letters of the AWS regions that are open to every account. What an account calls zone a may be another
 * building than what a second account calls so; the letters, though, exist for all.
 */
export const REGIONS: Readonly<Record<string, string>> = {
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ap-northeast-3": "abc",
  "ap-south-1": "abc",
  "ap-southeast-1": "abc",
  "ap-southeast-2": "abc",
  "ca-central-1": "abd",
  "eu-central-1": "abc",
  "eu-north-1": "abc",
  "eu-west-1": "abc",
  "eu-west-2": "abc",
  "eu-west-3": "abc",
  "sa-east-1": "abc",
  "us-east-1": "abcdef",
  "us-east-2": "abc",
  "us-west-1": "abc",
  "us-west-2": "abcd",
};

/** The zones of a region, for example `us-west-2a`; none when the region is not in the table. */
export function zonesOf(region: string): string[] {
  const letters = Object.hasOwn(REGIONS, region) ? REGIONS[region] : undefined;
  return Array.from(letters ?? "", (letter) => region + letter);
}
