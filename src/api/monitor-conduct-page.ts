import type { ConductReport } from '../characters/conducts.ts';
import { operatorPage } from './operator-page.ts';

/** Who behaves worst in this process, for reading. @param threshold whoever has so many points is sent away */
export function conductPage(reports: readonly ConductReport[], threshold: number): string {
  const table = `<table>
<thead><tr><th>Character</th><th>Points of ${threshold}</th><th>Refused</th></tr></thead>
<tbody>
${reports.map(row).join('\n')}
</tbody>
</table>`;
  return operatorPage(
    'Who behaves worst',
    `${reports.length === 0 ? '<p>Nothing has been refused.</p>' : table}
<p><a href="/monitor/">Back to the panel</a></p>`,
  );
}

/** Ids and codes are the server's own words: there is nothing in them to escape. */
function row({ characterId, points, refusals }: ConductReport): string {
  const refused = Object.entries(refusals).map(([code, times]) => `${code} ${times}`);
  return `<tr><td>${characterId}</td><td>${points.toFixed(1)}</td><td>${refused.join('<br>')}</td></tr>`;
}
