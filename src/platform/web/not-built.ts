/** What a browser is told when the pages are missing: everything else works, and how to get them. */
export const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Kicker</title>
<h1>This page is not built</h1>
<p>Kicker runs, but the files of its pages are missing. Run <code>npm ci</code> and <code>npm run build</code> in its folder, then load this page again. GraphQL itself answers at POST /graphql.</p>
</html>
`;
