/** What was asked cannot be told, and why: an impossible comparison is no pass, and no failure of the rules. */
export class Inconclusive extends Error {}
