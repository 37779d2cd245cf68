/**
 * The one form of a model that all targets print: an intercept, weights of numbers, a row of a table for each word;
 * what a target is; and rows that show whether what it wrote says the same as the model. Internal.
 */
package io.github.softmax4j.export.form;
