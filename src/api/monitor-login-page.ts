const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #10131f; color: #e8e6f0; font: 16px/1.5 system-ui, sans-serif; }
main { width: min(22rem, 90vw); padding: 2rem; border-radius: 12px; background: #1b2033; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
label { display: block; margin-bottom: .25rem; }
input, button { box-sizing: border-box; width: 100%; padding: .6rem; border-radius: 8px; border: 1px solid #3b4568; font: inherit; }
input { background: #10131f; color: inherit; }
button { margin-top: 1rem; background: #f2a65a; color: #10131f; border: 0; font-weight: 600; cursor: pointer; }
a { color: #f2a65a; }
[role=alert] { color: #ff9a8a; }
`;

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Omega Realm monitor</title>
<style>${STYLE}</style>
</head>
<body><main><h1>Omega Realm monitor</h1>${body}</main></body>
</html>
`;
}

/** @param problem one of our own texts: it is not escaped */
export function loginPage(problem?: string): string {
  return page(`${problem ? `<p role="alert">${problem}</p>` : ''}
<form method="post" action="/monitor/login">
<input value="operator" autocomplete="username" hidden readonly>
<label for="password">Operator password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
</form>`);
}

export function loggedInPage(): string {
  return page(`<p>You are logged in. <a href="/monitor/">Open the panel</a></p>
<form method="post" action="/monitor/logout"><button>Log out</button></form>`);
}
