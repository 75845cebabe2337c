// Runs in the network for every request; a local run takes the very same source from the template.
// biome-ignore lint/correctness/noUnusedVariables: the network calls it.
function handler(event) {
  const request = event.request
  if (request.method === 'OPTIONS')
    return {
      statusCode: 204,
      statusDescription: 'No Content',
      headers: {
        'access-control-allow-origin': { value: '*' },
        'access-control-allow-methods': { value: 'GET, HEAD, OPTIONS' },
        'access-control-allow-headers': { value: '*' },
        'access-control-max-age': { value: '86400' },
      },
    }
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (last === '') {
    request.uri = `${request.uri}index.html`
    return request
  }
  // A folder's pages link from inside it. Programs ask for what they mean: under api/ a name needs no ending.
  if (last.includes('.') || request.uri.includes('/api/')) return request
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    // From where the reader is: no address of another site can be made of it.
    headers: { location: { value: `./${last}/` }, 'cache-control': { value: 'public, max-age=300' } },
  }
}
