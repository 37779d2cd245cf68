/** The story: a regression fits a data set with mathematics and an optimiser, and gives a model. */
package io.github.softmax4j;
