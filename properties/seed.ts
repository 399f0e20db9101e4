/** The seed of every random test: fixed, so that a run can be repeated; KST_SEED tries another one. */
export const seed = Number(process.env['KST_SEED'] ?? 1);
