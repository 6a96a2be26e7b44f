//! Composes every slice's endpoints, the OpenAPI document and the embedded web app.
