// Mocha loads it before the tests: what fast-check makes up is the same in every run, so that the gate judges the change
// and not the day. RUNSHEET_SEED=N takes others; `npm run soak` takes others each time.
const { configureGlobal } = require('fast-check');

configureGlobal({ seed: Number(process.env.RUNSHEET_SEED ?? 1) });
