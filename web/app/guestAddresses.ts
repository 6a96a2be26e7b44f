// The addresses of the customer's pages get the customer's first page, as the server gives it.

import type { Connect, Plugin } from "vite"

const ADDRESS = /^\/[qo]\/[^/?#]+\/?(?=[?#]|$)/

const toGuest: Connect.NextHandleFunction = (request, _response, next) => {
  if (request.url && ADDRESS.test(request.url)) request.url = request.url.replace(ADDRESS, "/guest.html")
  next()
}

export function guestAddresses(): Plugin {
  return {
    name: "guanxi-guest-addresses",
    configureServer: (server) => {
      server.middlewares.use(toGuest)
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(toGuest)
    },
  }
}
