/**
 * Gets what the host and UI tests run in, so that they find it: both versions of VS Code, and a Chromium.
 *
 * `npm test` does it beside the steps that need none of them: it is mostly waiting for the network.
 */
import { installChromium } from './installChromium.mjs';
import { installVsCode } from './installVsCode.mjs';

await installChromium();
for (const version of /** @type {const} */ (['newest', 'oldest'])) await installVsCode(version);
