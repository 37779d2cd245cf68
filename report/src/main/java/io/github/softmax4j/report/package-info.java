/**
 * A page that tells of a training: what was read, how it went, how good the model is, and what it goes by, as one HTML
 * file that loads nothing and runs no script.
 *
 * <p>Start at {@link io.github.softmax4j.report.Report}, which takes a fit and writes the page.
 */
package io.github.softmax4j.report;
