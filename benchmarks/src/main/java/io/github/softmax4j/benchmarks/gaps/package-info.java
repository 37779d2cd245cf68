/** How far fits are above the lowest objective after how many seconds: results as a file, the chart and the tables. */
package io.github.softmax4j.benchmarks.gaps;
