/**
 * Models as JSON: coefficients, intercept, classes and recipe, as docs/export.md describes them; and JSON itself, read
 * without trust. Internal.
 */
package io.github.softmax4j.export.json;
