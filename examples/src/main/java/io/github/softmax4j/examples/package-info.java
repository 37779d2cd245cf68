/** Small programs, one for each recipe of docs/recipes.md; they end with an exception where something went wrong. */
package io.github.softmax4j.examples;
