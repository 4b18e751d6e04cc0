import { startEmbedded } from '../../src/db/embedded.ts';

// Starts the embedded database of DATA_DIR and then, as EXITS says, lives on or ends without stopping it.
const { url } = await startEmbedded(process.env.DATA_DIR!, 5);
process.stdout.write(url);
process.send?.('ready');
if (process.env.EXITS) process.exit(1);
