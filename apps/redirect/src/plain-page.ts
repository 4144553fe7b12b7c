/** A page with one sentence of ours on it. The sentence is a constant: nothing of a request is ever shown. */
export const plainPage = (sentence: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${sentence}</title>
</head>
<body style="font-family: system-ui, sans-serif; margin: 20vh auto; max-width: 30rem; padding: 0 1rem">
<p>${sentence}.</p>
</body>
</html>
`;
