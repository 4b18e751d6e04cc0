const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #10131f; color: #e8e6f0; font: 16px/1.5 system-ui, sans-serif; }
main { min-width: min(22rem, 90vw); padding: 2rem; border-radius: 12px; background: #1b2033; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
label { display: block; margin-bottom: .25rem; }
input, button { box-sizing: border-box; width: 100%; padding: .6rem; border-radius: 8px; border: 1px solid #3b4568; font: inherit; }
input { background: #10131f; color: inherit; }
button { margin-top: 1rem; background: #f2a65a; color: #10131f; border: 0; font-weight: 600; cursor: pointer; }
th, td { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
a { color: #f2a65a; }
[role=alert] { color: #ff9a8a; }
`;

/** A page for operators. @param title of what is on it; neither it nor the body is escaped */
export function operatorPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}
