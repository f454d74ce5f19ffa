/** The page /docs: Swagger UI on this server's own document. */

// @ts-expect-error a global of the vendored bundle
const { SwaggerUIBundle } = globalThis;

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
});
