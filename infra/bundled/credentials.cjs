'use strict'
/**
 * Instead of the SDK's search for credentials (files, single sign-on, processes, metadata of machines): Lambda puts them
 * into the environment, from where the clients get them.
 */
class NoCredentials extends Error {
  name = 'NoCredentials'
}

exports.defaultProvider = () => async () => {
  throw new NoCredentials('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the environment')
}
