#!/usr/bin/env node
import { keepCompiled } from './keepCompiled.ts';

// Before anything else is loaded: what comes later is compiled only once for all starts.
keepCompiled(process.argv.slice(2), process.env);
void import('./main.ts').then(({ start }) => start());
