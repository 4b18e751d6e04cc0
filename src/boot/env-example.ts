import { SETTINGS } from '../config.ts';

/** Text of `.env.example`: every setting with its meaning, unit and default. */
export function envExample(): string {
  const blocks = Object.entries(SETTINGS).map(([name, setting]) => {
    const notes = [
      setting.unit,
      ...('requiredInProduction' in setting ? ['required in production'] : []),
      ...('secret' in setting ? ['secret'] : []),
    ];
    return `# ${setting.text}\n# ${notes.join('; ')}\n#${name}=${setting.default ?? ''}\n`;
  });
  return [
    '# Copy to .env and uncomment what you change; what the environment sets wins over it.\n' +
      '# Written by `npm run env:example` from src/config.ts.\n',
    ...blocks,
  ].join('\n');
}
